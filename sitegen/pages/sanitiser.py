"""What HTML a note may hold: an allowlist, since notes carry raw HTML and links from anywhere.

In comes HTML, out comes HTML without scripts, frames, forms, pictures by markup (svg), event handlers, style
attributes, and links of any scheme but http, https and mailto. Classes and ids stay, because the Markdown extensions
need them, so an author's raw HTML may take an id that a heading or a figure wants as well; that harms no one but his
own page, and no script of ours finds its elements by an id from a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3

from sitegen.pages.note_source import PLACEHOLDER, PLACEHOLDER_WORD

_TAGS = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
# Dropped with all that they hold; of other tags that are not allowed only the tag goes.
_DROPPED_WITH_CONTENT = (
    "audio button canvas embed iframe math noscript object script select style svg template textarea title video"
)
_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir"},
    "a": {"href", "aria-label"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"checked"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
# Any input becomes a task list's check box, which cannot be used; its state is all that it has to say.
_FORCED_ATTRIBUTES = {"input": {"type": "checkbox", "disabled": "", "aria-label": "Task"}}
# They come in another order from each cleaner, and a site must come out the same from each process.
_FORCED_ORDER = ' type="checkbox" disabled="" aria-label="Task"'
_FORCED = re.compile(r'(<input\b[^<>]*?)(?: (?:type="checkbox"|disabled=""|aria-label="Task")){3}')
_LINKS = {"href": "a", "src": "img"}


class Sanitiser:
    """Cleans HTML and passes the target of every link and image through a function; not to be shared by threads."""

    def __init__(self) -> None:
        self._rewrite: Callable[[str], str] = str
        self._failure: Exception | None = None
        self._has_figures = False
        self._cleaner = nh3.Cleaner(
            tags=set(_TAGS.split()),
            clean_content_tags=set(_DROPPED_WITH_CONTENT.split()),
            attributes=_ATTRIBUTES,
            attribute_filter=self._filter,
            set_tag_attribute_values=_FORCED_ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )

    def clean(self, html: str, rewrite: Callable[[str], str]) -> str:
        """The HTML that is allowed; rewrite is asked for every target."""
        self._rewrite, self._failure = rewrite, None
        # The attributes of every piece of highlighted code come through the filter. One can hold a placeholder that is
        # not in the text as it is only where it is written with character references.
        self._has_figures = PLACEHOLDER_WORD in html or "&#" in html
        cleaned = self._cleaner.clean(html)
        if self._failure:
            raise self._failure
        return _FORCED.sub(rf"\1{_FORCED_ORDER}", cleaned) if "<input" in cleaned else cleaned

    def _filter(self, tag: str, attribute: str, value: str) -> str | None:
        if self._has_figures and PLACEHOLDER.search(value):
            return None  # a figure in an attribute would break out of it
        if _LINKS.get(attribute) != tag or self._failure:
            return value
        try:
            return self._rewrite(value)
        except Exception as error:  # nh3 would swallow it; clean raises it again
            self._failure = error
            return None
