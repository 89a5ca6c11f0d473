"""Fenced code as HTML, as pymdownx and Pygments write it and faster: the result is the same, always.

Lexers are looked up and made once for each language, and a block without options is written without a formatter.
"""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from typing import Any

from markdown import Markdown
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, _TokenType
from pygments.util import ClassNotFound
from pymdownx.superfences import SuperFencesBlockPreprocessor

from sitegen.pages.dialect.code_lexing import quicken

_OPENING = '<div class="highlight"><pre><span></span><code>'
_CLOSING = "</code></pre></div>"


def quicken_fences(markdown: Markdown) -> None:
    """Puts the faster preprocessor of fences into the place of pymdownx's, with its priority."""
    thorough = markdown.preprocessors["fenced_code_block"]
    assert isinstance(thorough, SuperFencesBlockPreprocessor)
    fences = _Fences(markdown)
    fences.config, fences.extension = thorough.config, thorough.extension
    fences.extension.superfences[0]["formatter"] = fences.highlight
    markdown.preprocessors.register(fences, "fenced_code_block", 25)


class Highlighted(str):
    """HTML of `highlighted`, in which nothing is as an author wrote it but text, and that is escaped."""

    __slots__ = ()


class _Fences(SuperFencesBlockPreprocessor):  # type: ignore[misc] # the library is not typed
    def parse_whitespace(self, line: str) -> str:
        """The quotes and spaces that a line begins with."""
        if line[:1] in (" ", ">", "\t"):
            return str(super().parse_whitespace(line))
        self.ws_len = self.ws_virtual_len = 0
        return ""

    def highlight(self, src: str = "", language: str = "", options: Any = None, md: Any = None, **given: Any) -> Any:
        """The HTML of a block."""
        if options or given["classes"] or given["id_value"] or given["attrs"] or self.css_class != "highlight":
            return super().highlight(src, language, options, md, **given)
        self.highlight_ext.pygments_code_block += 1
        return Highlighted(highlighted(src, language))


def highlighted(source: str, language: str | None) -> str:
    """Code with its words in spans of Pygments' classes; as plain text where it has no lexer for the language."""
    pieces = [_OPENING]
    add = pieces.append
    before, end = "", ""  # the span that the line's last word stands in, and what ends it
    is_line_begun = False
    for kind, value in _lexer(language or "").get_tokens(source):
        span = _span(kind)
        last = _escaped(value)
        lines: list[str] = []
        if "\n" in last:
            *lines, last = last.split("\n")
        for line in lines:
            if is_line_begun and (span == before or not line):
                add(f"{line}{end}\n")
            else:
                add(f"{end if is_line_begun else ''}{span}{line}{_end(span)}\n" if line else "\n")
            is_line_begun = False
        if last and is_line_begun and span == before:
            add(last)
        elif last:
            add(f"{end}{span}{last}" if is_line_begun else span + last)
            before, end, is_line_begun = span, _end(span), True
    if is_line_begun:
        add(f"{end}\n")
    add(_CLOSING)
    return "".join(pieces)


@lru_cache(maxsize=256)
def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _end(span: str) -> str:
    return "</span>" if span else ""


@cache
def _span(kind: _TokenType) -> str:
    """What opens the span of a kind of token: the classes of it and of what it is a kind of, up to a standard one."""
    names = []
    known: Any = kind
    while known not in STANDARD_TYPES:
        known = known.parent
    ancestor: Any = kind
    while ancestor is not known:
        suffix = "".join(f"-{part}" for part in ancestor[len(known) :])
        names.append(f"{STANDARD_TYPES[known]}{suffix}")
        ancestor = ancestor.parent
    classes = " ".join([STANDARD_TYPES[known], *reversed(names)])
    return f'<span class="{classes}">' if classes else ""


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer:
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        lexer = get_lexer_by_name("text")
    quicken(lexer)
    return lexer
