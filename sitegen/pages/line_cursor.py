"""A place in a line of Markdown, where tabs count to stops of four columns."""

from __future__ import annotations

TAB_STOP = 4


class LineCursor:
    """Where a reader stands in a line; column may lie inside of a tab.

    next: offset of the next character that is no space or tab. indent: the columns until there. is_blank: there is
    none. quote_column: the column where the content of the innermost quote begins.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0
        self.column = 0
        self.quote_column = 0
        self._look()

    def advance(self, columns: int) -> None:
        """Go on by columns of spaces and tabs."""
        while columns > 0 and self.offset < len(self.text) and self.text[self.offset] in " \t":
            width = 1 if self.text[self.offset] == " " else TAB_STOP - self.column % TAB_STOP
            step = min(width, columns)
            self.column += step
            columns -= step
            if step == width:
                self.offset += 1
        self._look()

    def skip_to(self, offset: int) -> None:
        """Go past the indentation and on to the offset, over characters that are no tabs."""
        self.column += self.indent + offset - self.next
        self.offset = offset
        self._look()

    def _look(self) -> None:
        self.next = self.offset
        column = self.column
        while self.next < len(self.text) and self.text[self.next] in " \t":
            column += 1 if self.text[self.next] == " " else TAB_STOP - column % TAB_STOP
            self.next += 1
        self.indent = column - self.column
        self.is_blank = self.next == len(self.text)
