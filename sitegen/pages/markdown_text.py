"""What is done with a note's text before it is parsed and with its HTML at last, as Python-Markdown does it, faster."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions.md_in_html import HtmlBlockPreprocessor, MarkdownInHTMLPostprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.util import ETX, HTML_PLACEHOLDER, STX

_KEY = HTML_PLACEHOLDER % "([0-9]+)"
_STASHED = re.compile(f"<p>{_KEY}</p>|{_KEY}")
_BLANK_LINE = re.compile(r"(?<=\n) +\n")


def quicken_text(markdown: Markdown) -> None:
    """Puts the faster parts into the places of Python-Markdown's, with its priorities."""
    markdown.preprocessors.register(_Whitespace(markdown), "normalize_whitespace", 30)
    markdown.preprocessors.register(_HtmlBlocks(markdown), "html_block", 20)
    markdown.postprocessors.register(_StashedHtml(markdown), "raw_html", 30)


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

    def run(self, lines: list[str]) -> list[str]:
        return super().run(lines) if any("<" in line or "&" in line for line in lines) else lines


class _StashedHtml(MarkdownInHTMLPostprocessor):
    """Puts code and raw HTML back in, and looks into it again only where it holds more of the kind."""

    def run(self, text: str) -> str:
        return _STASHED.sub(self._restored, text) if self.md.htmlStash.html_counter else text

    def _restored(self, match: re.Match[str]) -> str:
        key = int(match[1] or match[2])
        if key >= self.md.htmlStash.html_counter:
            return match[0]
        html = self.stash_to_string(self.md.htmlStash.rawHtmlBlocks[key])
        if match[1] and not self.isblocklevel(html):
            html = f"<p>{html}</p>"
        return _STASHED.sub(self._restored, html) if STX in html else html
