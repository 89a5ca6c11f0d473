"""The colours of highlighted code as CSS, for Pygments' class names, in light and in dark."""

from __future__ import annotations

from pygments.formatters import HtmlFormatter

# Of Pygments' styles the two whose every colour keeps a contrast of 4.5 on a nearly white and a nearly black ground.
_LIGHT_STYLE = "xcode"
_DARK_STYLE = "github-dark"
_PLAIN = "{ color: inherit; background: none; font-weight: inherit; font-style: inherit; text-decoration: inherit }"


def highlight_css() -> str:
    """The rules for `.highlight`; the ground is left to the theme.

    Dark holds where the system or the page (`data-scheme` on the root) asks for it, and never in print.
    """
    lines = [
        *_rules(_LIGHT_STYLE, ""),
        "@media screen and (prefers-color-scheme: dark) {",
        *_dark_rules(":root:not([data-scheme=light])"),
        "}",
        "@media screen {",
        *_dark_rules("[data-scheme=dark]"),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _dark_rules(root: str) -> list[str]:
    """Dark rules after one that takes all of light's back, since light colours kinds of tokens that dark does not."""
    return [f"{root} .highlight span {_PLAIN}", *_rules(_DARK_STYLE, f"{root} ")]


def _rules(style: str, before: str) -> list[str]:
    formatter = HtmlFormatter(style=style)
    lines = formatter.get_token_style_defs(f"{before}.highlight")  # type: ignore[no-untyped-call] # not in the stubs
    shown = (line for line in lines if ".highlight .w " not in line)  # white space has no ink to colour
    return [line.partition(" /*")[0] for line in shown]
