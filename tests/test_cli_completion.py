"""Shell completion, as the shells ask for it."""

from __future__ import annotations

import shutil
import subprocess

import pytest


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_this_program(run, shell):
    code, out, err = run("completion", shell)
    assert (code, err) == (0, "")
    assert "_FLAMESITE_COMPLETE" in out
    if (program := shutil.which(shell)) is not None:
        subprocess.run([program, "-n", "-c", out] if shell != "fish" else [program, "-n"], input=b"", check=True)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("flamesite pu", {"publish"}),
        ("flamesite publish --dr", {"--dry-run"}),
        ("flamesite capture x y --profile hea", {"heap"}),
        ("flamesite completion f", {"fish"}),
    ],
)
def test_verbs_options_and_choices_are_offered(run, monkeypatch, words, offered):
    monkeypatch.setenv("_FLAMESITE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    _, out, _ = run()
    assert {line.partition(",")[2] for line in out.splitlines()} == offered


@pytest.mark.parametrize("verb", ["inspect", "render", "fold", "convert", "build"])
def test_where_a_file_is_meant_the_shell_offers_its_own(run, monkeypatch, verb):
    monkeypatch.setenv("_FLAMESITE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"flamesite {verb} cp")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert run()[1].startswith("file,")
