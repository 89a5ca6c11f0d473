"""How one begins: the help, `flamesite new`, and a build of what it made."""

from __future__ import annotations

from itertools import chain

from sitegen.cli.entry import SECTIONS, load_verbs


def test_the_help_lists_each_verb_in_one_section(run):
    assert sorted(chain.from_iterable(SECTIONS.values())) == sorted(load_verbs())
    _, out, _ = run("--help")
    for section in SECTIONS:
        assert f"\n{section}:\n" in out


def test_new_makes_a_site_that_builds_and_says_how(run, tmp_path):
    code, out, err = run("new", "site", "--github")
    assert code == 0
    assert "site/content/dates/index.md\n" in out
    assert "site/.github/workflows/site.yml\n" in out
    assert "flamesite build site/content -o site/output" in err
    code, _, err = run("build", "site/content", "-o", "site/output", "--strict", "--base-url", "")
    assert code == 0, err
    assert (tmp_path / "site/output/dates/index.html").is_file()


def test_new_refuses_what_is_there_with_all_its_names(run):
    run("new", "site")
    code, _, err = run("new", "site")
    assert code == 1
    assert "site/content/site.toml: error: the file is there already" in err
    assert "site/content/index.md: error:" in err
