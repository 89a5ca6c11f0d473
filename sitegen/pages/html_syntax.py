"""Where HTML begins and ends in Markdown, by CommonMark's rules: tags and comments in prose, and HTML blocks.

See https://spec.commonmark.org/0.31.2/#html-blocks, #raw-html and #autolinks.
"""

from __future__ import annotations

import re

_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_TAG = rf"<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>"
_AUTOLINK = (
    r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*>"
    r"|<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*>"
)
_TAG_OR_AUTOLINK = re.compile(f"{_TAG}|{_AUTOLINK}", re.ASCII)
# What begins like the first ends with the second; an unfinished one is no HTML.
_OTHER_HTML = tuple(
    (re.compile(start), end)
    for start, end in ((r"<!--", "-->"), (r"<\?", "?>"), (r"<!\[CDATA\[", "]]>"), (r"<![A-Za-z]", ">"))
)
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_BLANK = r"^[ \t]*$"
# Beginning and end of an HTML block; the last kind, any tag alone on its line, may not interrupt a paragraph.
_BLOCKS = tuple(
    (re.compile(start, re.IGNORECASE | re.ASCII), re.compile(end, re.IGNORECASE))
    for start, end in (
        (r"<(?:script|pre|style|textarea)(?:[ \t>]|$)", r"</(?:script|pre|style|textarea)>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<![A-Z]", r">"),
        (r"<!\[CDATA\[", r"\]\]>"),
        (rf"</?(?:{_BLOCK_TAGS})(?:[ \t]|/?>|$)", _BLANK),
        (rf"(?:{_TAG})[ \t]*$", _BLANK),
    )
)


def inline_html_end(text: str, start: int) -> int:
    """The position after the tag, comment or autolink that the `<` at start begins, or after the mere `<`."""
    if found := _TAG_OR_AUTOLINK.match(text, start):
        return found.end()
    if text.startswith(("<!-->", "<!--->"), start):
        return text.index(">", start) + 1
    for opening, closing in _OTHER_HTML:
        if found := opening.match(text, start):
            end = text.find(closing, found.end())
            return end + len(closing) if end >= 0 else start + 1
    return start + 1


def html_block_end(text: str, start: int, in_paragraph: bool) -> re.Pattern[str] | None:
    """What ends the HTML block that begins at start, to be searched in its lines; None where none begins."""
    if not text.startswith("<", start):
        return None
    for opening, closing in _BLOCKS[:-1] if in_paragraph else _BLOCKS:
        if opening.match(text, start):
            return closing
    return None
