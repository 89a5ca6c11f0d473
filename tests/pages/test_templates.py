"""Templates are compiled once for all builds that share a cache, and anew when their text has changed."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from sitegen.errors import FlamesiteError
from sitegen.pages.cache.store import Store
from sitegen.pages.templates import Templates
from sitegen.pages.theme import find_theme

HELLO = "<p>{{ name }}</p>"


@pytest.fixture
def render(tmp_path: Path):
    """Renders a template of this text with a cache, as a new process would."""

    def with_text(text: str, name: str = "<you>") -> str:
        folder = tmp_path / "theme" / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "hello.html").write_text(text)
        return Templates(find_theme(tmp_path / "theme"), Store(tmp_path / "cache")).render("hello.html", {"name": name})

    return with_text


def test_a_template_is_compiled_by_the_first_build_alone(render, monkeypatch):
    assert render(HELLO) == "<p>&lt;you&gt;</p>"
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert render(HELLO, "me") == "<p>me</p>"


def test_code_is_neither_run_from_nor_kept_in_a_folder_that_everybody_may_write_to(render, tmp_path):
    render(HELLO)
    kept = [path for path in (tmp_path / "cache" / "templates").rglob("*") if path.is_file()]
    (tmp_path / "cache").chmod(0o777)
    (path,) = kept
    path.write_bytes(b"planted")
    assert render(HELLO, "me") == "<p>me</p>"
    assert path.read_bytes() == b"planted", "neither read nor written"


def test_another_text_is_another_template(render):
    assert render(HELLO, "me") == "<p>me</p>"
    assert render("<b>{{ name }}</b>", "me") == "<b>me</b>"
    assert render(HELLO, "me") == "<p>me</p>"


def test_a_fault_has_its_line_also_where_the_code_was_kept(render):
    for _ in range(2):
        with pytest.raises(FlamesiteError, match=r"hello\.html:2: error"):
            render("<p>\n{{ nothing }}</p>")


def test_damaged_code_is_made_again(render, tmp_path):
    render(HELLO)
    kept = [path for path in (tmp_path / "cache" / "templates").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[:-3])
    assert render(HELLO, "me") == "<p>me</p>"
