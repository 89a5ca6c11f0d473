"""Templates to HTML; the only module that imports jinja2."""

from __future__ import annotations

import traceback
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)

from sitegen.errors import FlamesiteError
from sitegen.pages.theme import Theme, default_folder


class Templates:
    """A theme's templates, compiled once and used for every page of a build."""

    def __init__(self, theme: Theme) -> None:
        folders = [FileSystemLoader(folder / "templates") for folder in theme.folders]
        original = PrefixLoader({"default": FileSystemLoader(default_folder() / "templates")})
        self._environment = Environment(
            loader=ChoiceLoader([*folders, original]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, template: str, context: dict[str, Any]) -> str:
        """The template's text for a context. Raises FlamesiteError that names the template and line at fault."""
        try:
            return self._environment.get_template(template).render(context)
        except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as err:
            raise FlamesiteError(f"{_place(err, template)}: error: {err}; mend the theme's template") from err


def _place(err: Exception, template: str) -> str:
    """Where a template failed: jinja2 gives the frames of a traceback the names and lines of its templates."""
    if isinstance(err, TemplateSyntaxError):
        return f"{err.filename or template}:{err.lineno}"
    frames = traceback.extract_tb(err.__traceback__)
    return next(
        (f"{frame.filename}:{frame.lineno}" for frame in reversed(frames) if frame.filename.endswith(".html")), template
    )
