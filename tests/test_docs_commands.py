"""Commands of the documentation: flamesite's are run, others are known programs and correct for the shell."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from glob import glob
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path

import click
import pytest

from sitegen.cli import serving
from sitegen.cli.entry import load_verbs
from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.command_line import Run
from tests.docs_pages import DOCS, PAGES, fences, first_words, page, section

REFERENCE = page("reference/command-line.md")
ADDRESS = "http://127.0.0.1:8080"
MEASURE = (DOCS / "tutorial/measure.sh").read_text("utf-8")
OTHER_PROGRAMS = {
    *("asprof", "bash", "cd", "gcc", "git", "go", "java", "jfr", "mkdir", "node", "perf", "pip", "py-spy", "python"),
    *("wrk", "awk"),
}


def shell_lines(name: str) -> list[str]:
    return [line for block in fences(page(name), "sh") for line in block.splitlines() if line]


FLAMESITE_LINES = sorted({line for name in PAGES for line in shell_lines(name) if line.startswith("flamesite ")})


def test_there_are_examples_of_every_verb():
    assert {line.split()[1] for line in FLAMESITE_LINES} >= set(load_verbs())


@pytest.mark.parametrize("name", [*PAGES, "tutorial/measure.sh"])
def test_shell_examples_are_correct_shell(name):
    script = page(name) if name.endswith(".sh") else "\n".join(shell_lines(name))
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_every_other_program_is_a_known_one():
    """A mistyped flamesite would not be run, and so must not hide among the others."""
    lines = [line for name in PAGES for line in shell_lines(name) if not line.startswith("flamesite ")]
    programs = {part.split()[0] for line in lines for part in line.split(" | ")}
    assert programs <= OTHER_PROGRAMS


@pytest.mark.parametrize("line", FLAMESITE_LINES)
def test_verbs_arguments_and_options_are_those_of_the_command_line(line):
    _, verb, *arguments = shlex.split(line.partition(" > ")[0])
    if verb != "--version":
        load_verbs()[verb].make_context(verb, arguments)


def test_the_measuring_script_captures_as_the_command_line_understands_it():
    (line,) = re.findall(r"^ *flamesite (.*)$", MEASURE, re.MULTILINE)
    verb, *arguments = shlex.split(line.replace("$seconds", "10"))
    assert load_verbs()[verb].make_context(verb, arguments).params["seconds"] == 10


@pytest.fixture
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What answers as Go's profiler does: one of the recordings, under both paths of the examples."""
    served = tmp_path_factory.mktemp("served")
    (served / "debug/pprof").mkdir(parents=True)
    for kind in ("profile", "heap"):
        shutil.copy(DOCS / "tutorial/log/cpu_1.pb.gz", served / "debug/pprof" / kind)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keeps the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(served))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the examples name: recordings, a site, its output, a repository with a remote."""
    folder = tmp_path_factory.mktemp("prepared")
    for words in ("init --quiet --bare remote.git", "init --quiet", "remote add origin remote.git"):
        subprocess.run(["git", *words.split()], cwd=folder, check=True)
    for side, recorded in (("before", "log"), ("after", "nolog")):
        shutil.copy(DOCS / f"tutorial/{recorded}/cpu_1.pb.gz", folder / f"{side}.pb.gz")
        for number in (1, 2, 3):
            shutil.copy(DOCS / f"tutorial/{recorded}/cpu_{number}.pb.gz", folder / f"{side}_{number}.pb.gz")
    for name in ("cpu.pb.gz", "look.pb.gz"):
        shutil.copy(DOCS / "tutorial/log/cpu_1.pb.gz", folder / name)
    for name in ("cpu.folded", "app.folded"):
        (folder / name).write_text("main;work 3\nmain;wait 1\n")
    for content in ("content", "my-site/content"):
        (folder / content).mkdir(parents=True)
        (folder / content / "cpu.folded").write_text("main;work 3\n")
    site = build_site(folder / "content", BuildOptions())
    for output in ("output", "site"):
        write_site(folder / output, site.files, folder / "content")
    return folder


@pytest.fixture
def desk(run: Run, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to work in, with a browser that does not open."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr("webbrowser.open", lambda address: True)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    return tmp_path


@pytest.mark.parametrize("line", FLAMESITE_LINES)
def test_the_command_runs(run, desk, endpoint, monkeypatch, line):
    """In a folder where what it names is there; addresses stand for a server and a remote of the test's own."""
    line = line.replace(ADDRESS, endpoint).replace("git@example.org:you/profiles.git", "remote.git")
    _, *words = shlex.split(line.partition(" > ")[0])
    if words[0] == "serve":
        words += ["--port", "0"]
        monkeypatch.setattr(serving, "_states", partial(_first_state, serving._states))
    if words[0] == "new":
        shutil.rmtree(desk / "content")
        shutil.rmtree(desk / "my-site")
    expanded = [name for word in words for name in (sorted(glob(word)) or [word])]
    code, _, err = run(*expanded)
    assert code == 0, err


def _first_state(states: Callable[..., Iterator[object]], *arguments: object) -> Iterator[object]:
    """A server that ends after its first build, instead of waiting for changes."""
    return islice(states(*arguments), 1)


def test_the_reference_has_every_verb_in_a_section_of_its_own_with_all_its_options():
    headings = re.findall(r"^## flamesite (\w+)$", REFERENCE, re.MULTILINE)
    assert sorted(headings) == sorted(load_verbs())
    for verb, command in load_verbs().items():
        text = section(REFERENCE, f"## flamesite {verb}")
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        listed = first_words(text, "option") if "| option |" in text else []
        assert sorted(listed) == sorted(name for option in options for name in option.opts), verb
        for parameter in command.params:
            if isinstance(parameter, click.Argument):
                assert parameter.human_readable_name.strip(".") in text, f"{verb} {parameter.name}"


def test_what_the_reference_says_of_defaults_and_choices_is_true():
    for verb, command in load_verbs().items():
        text = section(REFERENCE, f"## flamesite {verb}")
        for parameter in command.params:
            if isinstance(parameter.type, click.Choice):
                assert all(f"`{choice}`" in text for choice in parameter.type.choices), f"{verb} {parameter.name}"
            if isinstance(parameter, click.Option) and parameter.show_default and parameter.default is not None:
                assert re.search(rf"\b{re.escape(str(parameter.default))}\b", text), f"{verb} {parameter.name}"


def test_outputs_for_programs_are_as_described(run, desk):
    _, out, _ = run("inspect", "cpu.pb.gz", "--json")
    summary = json.loads(out)
    assert first_words(section(REFERENCE, "### inspect --json"), "key") == list(summary)
    _, out, _ = run("fold", "cpu.folded", "--json")
    assert json.loads(out) == {"metrics": [{"name": "samples", "unit": "count"}],
                               "stacks": [[["main", "wait"], [1]], [["main", "work"], [3]]]}  # fmt: skip
    assert run("fold", "cpu.folded")[1] == "main;wait 1\nmain;work 3\n"
