"""Fenced code: the HTML must be that of Pygments' own formatter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Generic, Name, Token, _TokenType

from sitegen.pages.dialect import code_blocks
from sitegen.pages.dialect.code_blocks import highlighted

KINDS = (Token.Text, Name, Name.Function, Name.Function.Own.Kind, Generic.Heading, Token, Token.Other.Own)


class Scripted(Lexer):
    """Yields the tokens that it is given, whatever the text."""

    def __init__(self, tokens: list[tuple[_TokenType, str]]) -> None:
        super().__init__()
        self.tokens = tokens

    def get_tokens(self, text: str, unfiltered: bool = False) -> list[tuple[_TokenType, str]]:  # type: ignore[override]
        return self.tokens


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.text("a<&>\"'\n", max_size=4))))
def test_tokens_are_written_as_pygments_writes_them(tokens: list[tuple[_TokenType, str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(code_blocks, "_lexer", lambda language: Scripted(tokens))
        assert highlighted("", "x") == highlight("", Scripted(tokens), HtmlFormatter(wrapcode=True)).strip()


@pytest.mark.parametrize("language", ["", None, "no-such-language", "text"])
def test_code_of_no_known_language_is_text(language: str | None) -> None:
    assert highlighted("\n a < b\n\n", language) == (
        '<div class="highlight"><pre><span></span><code> a &lt; b\n</code></pre></div>'
    )


def test_a_language_is_coloured() -> None:
    formatted = highlight("x = 1  # one\n", get_lexer_by_name("python"), HtmlFormatter(wrapcode=True)).strip()
    assert highlighted("x = 1  # one", "python") == formatted
    assert '<span class="c1"># one</span>' in formatted
