"""Templates to HTML; the only module that imports jinja2."""

from __future__ import annotations

from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError

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
        except TemplateError as err:
            line = getattr(err, "lineno", None)
            place = f"{getattr(err, 'name', None) or template}{f':{line}' if line else ''}"
            raise FlamesiteError(f"templates/{place}: error: {err.message}; mend the theme's template") from err
