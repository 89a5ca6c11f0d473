"""What is done with a note's text before it is parsed and with its HTML at last, as Python-Markdown does it, faster."""

from __future__ import annotations

import re
import secrets
from typing import Any

from markdown import Markdown
from markdown.extensions.md_in_html import HtmlBlockPreprocessor, MarkdownInHTMLPostprocessor
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.util import ETX, HTML_PLACEHOLDER, STX

from sitegen.pages.dialect.code_blocks import Highlighted
from sitegen.pages.note_source import PLACEHOLDER_WORD

_OPENING = HTML_PLACEHOLDER.partition("%s")[0]
_KEY = re.compile(f"([0-9]+){ETX}(</p>)?")  # what follows the opening
_BLANK_LINE = re.compile(r"(?<=\n) +\n")


def quicken_text(markdown: Markdown) -> KeptCode:
    """Puts the faster parts into the places of Python-Markdown's, with its priorities; the patterns must be its own."""
    code = KeptCode()
    markdown.preprocessors.register(_Whitespace(markdown), "normalize_whitespace", 30)
    markdown.preprocessors.register(_HtmlBlocks(markdown, code), "html_block", 20)
    markdown.inlinePatterns.register(_HtmlSpans(markdown, code), "html", 90)
    markdown.postprocessors.register(_StashedHtml(markdown, code), "raw_html", 30)
    return code


class KeptCode:
    """Highlighted blocks of a note, which wait while the rest of its HTML is cleaned, with a word in the place of each.

    They are half of the tags of a page with code, and all of them are ours. Only among HTML that Markdown made is a
    word read by an HTML parser as a block would be: a note with HTML of its own is cleaned with all that it holds.
    """

    def __init__(self) -> None:
        self._word = f"code{secrets.token_hex(16)}n"  # nobody can write it
        self._places = re.compile(f"{self._word}([0-9]+)x")
        self._blocks: list[str] = []
        self.has_html = False

    def reset(self) -> None:
        """Forgets the note before."""
        self._blocks = []
        self.has_html = False

    def keep(self, html: str) -> str:
        """The word that stands for a block, or the block itself where it has to be cleaned with the rest."""
        if self.has_html or "\0" in html or PLACEHOLDER_WORD in html:
            return html
        self._blocks.append(html.replace("\u00a0", "&nbsp;"))  # as the cleaner writes it
        return f"{self._word}{len(self._blocks) - 1}x"

    def put_back(self, html: str) -> str:
        """The cleaned HTML with the blocks in their places."""
        return self._places.sub(lambda place: self._blocks[int(place[1])], html) if self._blocks else html


class _Whitespace(NormalizeWhitespace):
    """Line feeds, spaces for tabs, blank lines without spaces."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).replace(STX, "").replace(ETX, "").replace("\r\n", "\n").replace("\r", "\n") + "\n\n"
        text = text.expandtabs(self.md.tab_length)
        if "\n " in text and " \n" in text:
            text = _BLANK_LINE.sub("\n", text)
        return text.split("\n")


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Raw HTML, which is looked for only where something could begin it or an entity."""

    def __init__(self, markdown: Markdown, code: KeptCode) -> None:
        super().__init__(markdown)
        self._code = code

    def run(self, lines: list[str]) -> list[str]:
        if not any("<" in line or "&" in line for line in lines):
            return lines
        known = self.md.htmlStash.html_counter
        lines = super().run(lines)
        self._code.has_html |= self.md.htmlStash.html_counter > known
        return lines


class _HtmlSpans(HtmlInlineProcessor):
    """HTML within a line."""

    def __init__(self, markdown: Markdown, code: KeptCode) -> None:
        super().__init__(HTML_RE, markdown)
        self._code = code

    def handleMatch(self, match: re.Match[str], data: str) -> Any:  # type: ignore[override]
        self._code.has_html = True
        return super().handleMatch(match, data)


class _StashedHtml(MarkdownInHTMLPostprocessor):
    """Puts code and raw HTML back in, and looks into it again only where it holds more of the kind."""

    def __init__(self, markdown: Markdown, code: KeptCode) -> None:
        super().__init__(markdown)
        self._code = code

    def run(self, text: str) -> str:
        if not self.md.htmlStash.html_counter:
            return text
        before, *pieces = text.split(_OPENING)
        restored = []
        for piece in pieces:
            found = _KEY.match(piece)
            if found is None or int(found[1]) >= self.md.htmlStash.html_counter:
                restored.append(before)
                before = _OPENING + piece
                continue
            is_wrapped = before.endswith("<p>") and found[2] is not None
            restored += (before[:-3] if is_wrapped else before, self._restored(int(found[1]), is_wrapped))
            before = piece[found.end() if is_wrapped else found.end(1) + 1 :]
        return "".join((*restored, before))

    def _restored(self, key: int, is_wrapped: bool) -> str:
        """What is in the stash, in a paragraph where it was the only thing in one and can be in it."""
        stashed = self.md.htmlStash.rawHtmlBlocks[key]
        if is_wrapped and isinstance(stashed, Highlighted):
            return self._code.keep(stashed)
        html = self.stash_to_string(stashed)
        if is_wrapped and not self.isblocklevel(html):
            html = f"<p>{html}</p>"
        return self.run(html) if STX in html else html
