"""Joined rules: the tokens must be those that Pygments finds, trying one rule after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

from sitegen.pages.dialect import code_lexing

ROOT = Path(__file__).resolve().parents[3]
# Among them are lexers whose rules refer to groups, have flags of their own, ask other lexers, or are not rules at all.
LANGUAGES = "go python rust bash javascript typescript java sql toml css html php ruby perl haskell lua zig diff c json"
SAMPLES = (
    *((ROOT / path).read_text("utf-8") for path in ("sitegen/pages/links.py", "pyproject.toml", "Makefile")),
    *((ROOT / "themes/default" / path).read_text("utf-8") for path in ("js/main.js", "css/tokens.css")),
    '#include <a>\nint main(void) { /* c */ return "x\\n"[0]; }\nfn f<\'a>(x: &\'a str) -> u8 { r#"a"# }\n',
    '<?php echo 1; ?><p class="a">b</p>\n$ ls -l | grep x <<EOF\na\nEOF\n@@ -1 +1 @@\n-a\n+b\nselect * from t;\n',
    "func (s *Server) f() {\n\tlog.Printf(\"%s\", 1.5e3)\n}\nf'{a!r:>{width}} {{b}}'\n\n\x00 é ` ' \" \\\n",
)
PIECES = (
    "a",
    "if",
    "f",
    " ",
    "\n",
    "'",
    '"',
    '"""',
    "`",
    "{",
    "}",
    "(",
    "#",
    "//",
    "/*",
    "*/",
    "\\",
    "1.5",
    "<b>",
    "$",
    "é",
)


def plain_and_quick(language: str) -> tuple[Lexer, Lexer]:
    plain, quick = get_lexer_by_name(language), get_lexer_by_name(language)
    code_lexing.quicken(quick)
    return plain, quick


PYTHON = plain_and_quick("python")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules are joined for the first token, not only for those of a state that is used much."""
    monkeypatch.setattr(code_lexing, "_OFTEN", 0)


@pytest.mark.parametrize("language", LANGUAGES.split())
def test_joined_rules_find_the_tokens_that_single_ones_find(language: str) -> None:
    plain, quick = plain_and_quick(language)
    for sample in SAMPLES:
        assert list(quick.get_tokens(sample)) == list(plain.get_tokens(sample))


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_has_the_tokens_that_single_rules_find(text: str) -> None:
    plain, quick = PYTHON
    assert list(quick.get_tokens(text)) == list(plain.get_tokens(text))


def test_rules_are_joined_where_they_may_be_and_only_when_a_state_is_used_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_lexing, "_OFTEN", 3)
    lexer = get_lexer_by_name("go")
    rules = code_lexing._JoinedRules(lexer)
    assert list(rules.tokens("a")) and not rules._states["root"].parts
    assert list(rules.tokens("a b c")) and len(rules._states["root"].parts) == 1
    referring = code_lexing._joined(get_lexer_by_name("rust")._tokens["base"])
    assert [part.is_joined for part in referring] == [True, False, True]


def test_a_lexer_with_a_search_of_its_own_keeps_it() -> None:
    lexer = get_lexer_by_name("c")
    code_lexing.quicken(lexer)
    assert "get_tokens_unprocessed" not in vars(lexer)
    assert "get_tokens_unprocessed" in vars(PYTHON[1])
