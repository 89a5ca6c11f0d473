"""Where a function's name can be cut: its brackets, and what separates its parts outside of them."""

from __future__ import annotations

import re

_OPENING = {")": "(", "]": "[", "}": "{"}
_OPERATOR = re.compile(r"operator(?:\(\)|\[\]|[<>=!+\-*/%^&|~,]+)")
_WORD = re.compile(r"[A-Za-z0-9_$]|[^\x00-\x7f]")


class NameParts:
    """One pass over a name, its length the cost; brackets without a partner take in all that follows them.

    groups: outermost pairs of brackets, start and end; spaces: outside of them; separators: where `.`, `::`, and
    before a word `:` and `!` begin and end, outside of brackets; folders_end: behind the last `/` before any bracket;
    is_opaque: a word stands right behind `]` or `>`, as in `map[K]a/b.T`: it is no function's name, and what follows is
    not taken apart.

        std::map<K, V>::at(int)    groups <K, V> and (int); separators :: twice
    """

    def __init__(self, text: str) -> None:
        self.groups: list[tuple[int, int]] = []
        self.spaces: list[int] = []
        self.separators: list[tuple[int, int]] = []
        self.folders_end = 0
        self.is_opaque = False
        self._text = text
        self._operator_ends: set[int] = set()
        self._open: list[str] = []
        self._start = 0
        at = 0
        while at < len(text):
            at = self._step(at)

    def is_operator_end(self, at: int) -> bool:
        """Whether C++'s `operator<<` or another symbol ends here."""
        return at in self._operator_ends

    def is_behind_name(self, start: int) -> bool:
        """Whether a bracket comes right behind a name, as a list of parameters does."""
        before = self._text[start - 1 : start]
        return start in self._operator_ends or before in {">", "]", "}", ")"} or self._is_word(start - 1)

    def _step(self, at: int) -> int:
        """Takes what stands at a place; returns the next one."""
        text, mark = self._text, self._text[at]
        if mark == "o" and not self._is_word(at - 1) and (operator := _OPERATOR.match(text, at)):
            self._operator_ends.add(operator.end())
            return operator.end()
        if mark in "([{" or (mark == "<" and text[at + 1 : at + 2] not in {"", "-", "=", " "}):
            if not self._open:
                self._start = at
            self._open.append(mark)
        elif self._open:
            self._close(mark, at)
        elif mark == " ":
            self.spaces += [] if at in self._operator_ends else [at]
        elif mark == "/":
            self.folders_end = self.folders_end if self.groups else at + 1
        elif behind := self._separator_end(mark, at):
            self.separators.append((at, behind))
            return behind
        return at + 1

    def _close(self, mark: str, at: int) -> None:
        if mark == ">" and self._open[-1] == "<" and self._text[at - 1] not in "-=":
            self._open.pop()
        elif mark in _OPENING and _OPENING[mark] in self._open:
            while self._open.pop() != _OPENING[mark]:
                pass  # a `<` that was no bracket
        if self._open:
            return
        self.groups.append((self._start, at + 1))
        if mark in "]>" and self._is_word(at + 1):
            self.is_opaque = True
            self._open.append("")  # nothing closes it

    def _separator_end(self, mark: str, at: int) -> int:
        """Behind the separator that begins here; 0 where none does."""
        text = self._text
        if mark == ".":
            is_number = text[at - 1 : at] in _DIGITS and text[at + 1 : at + 2] in _DIGITS
            return 0 if is_number else at + 1
        if text.startswith("::", at):
            return at + 2
        return at + 1 if mark in ":!" and (self._is_word(at + 1) or text[at + 1 : at + 2] == "<") else 0

    def _is_word(self, at: int) -> bool:
        return 0 <= at < len(self._text) and _WORD.match(self._text, at) is not None


_DIGITS = frozenset("0123456789")
