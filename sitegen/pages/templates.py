"""Templates to HTML; the only module that imports jinja2.

Compiling a theme's templates takes longer than rendering a page, so their code is kept in the cache, by their source,
and only in a cache that nobody else may write to: it is run.
"""

from __future__ import annotations

import traceback
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket

from sitegen.errors import FlamesiteError
from sitegen.pages.cache.fingerprint import fingerprint, program_fingerprint
from sitegen.pages.cache.store import Store
from sitegen.pages.theme import Theme, default_folder


class Templates:
    """A theme's templates, compiled once and used for every page of a build."""

    def __init__(self, theme: Theme, cache: Store | None = None) -> None:
        folders = [FileSystemLoader(folder / "templates") for folder in theme.folders]
        original = PrefixLoader({"default": FileSystemLoader(default_folder() / "templates")})
        self._environment = Environment(
            loader=ChoiceLoader([*folders, original]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,  # a theme that changes gets templates of its own
            bytecode_cache=_KeptCode(cache) if cache and cache.is_own else None,
        )

    def render(self, template: str, context: dict[str, Any]) -> str:
        """The template's text for a context. Raises FlamesiteError that names the template and line at fault."""
        try:
            return self._environment.get_template(template).render(context)
        except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as err:
            raise FlamesiteError(f"{_place(err, template)}: error: {err}; mend the theme's template") from err


class _KeptCode(BytecodeCache):
    """Compiled templates in the cache; jinja2 asks for one by its name, its file and its source."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket with what is kept; what is of another source, or of another Python, is left out."""
        code = self._store.get("templates", self._key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what is in the bucket."""
        self._store.put("templates", self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return fingerprint(program_fingerprint(), bucket.key, bucket.checksum)


def _place(err: Exception, template: str) -> str:
    """Where a template failed: jinja2 gives the frames of a traceback the names and lines of its templates."""
    if isinstance(err, TemplateSyntaxError):
        return f"{err.filename or template}:{err.lineno}"
    frames = traceback.extract_tb(err.__traceback__)
    return next(
        (f"{frame.filename}:{frame.lineno}" for frame in reversed(frames) if frame.filename.endswith(".html")), template
    )
