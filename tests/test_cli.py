"""The command line as its user meets it: what is printed where, and the exit codes."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sitegen import __version__
from sitegen.cli.entry import load_verbs
from sitegen.formats import READERS
from tests.command_line import FOLDED


def test_version_and_help_say_what_they_are(run):
    assert run("--version")[1] == f"flamesite, version {__version__}\n"
    code, out, _ = run("--help")
    assert code == 0
    for verb in load_verbs():
        assert verb in out


def test_every_verb_has_a_help_text(run):
    for verb, command in load_verbs().items():
        assert command.help, verb
        assert run(verb, "--help")[0] == 0
    assert "..." not in run("--help")[1].partition("A site:")[2], "no line of the list is cut"


def test_a_misspelt_verb_is_bad_usage_and_names_the_nearest(run):
    code, out, err = run("biuld")
    assert (code, out) == (2, "")
    assert "build" in err


def test_inspect_json_is_the_contract(run, folded):
    code, out, _ = run("inspect", folded, "--json", "--top", "2")
    assert code == 0
    summary = json.loads(out)
    assert summary == {
        "format": "folded",
        "default_metric": "samples",
        "metrics": [{"name": "samples", "unit": "count", "total": 8}],
        "samples": 3,
        "stacks": 3,
        "frames": 4,
        "duration_seconds": None,
        "labels": [],
        "skipped": [],
        "hottest": [
            {"name": "idle", "file": "", "self": 4, "total": 4},
            {"name": "parse", "file": "", "self": 3, "total": 3},
        ],
    }


def test_inspect_for_people_lists_facts_and_functions(run, folded):
    _, out, _ = run("inspect", folded)
    assert "Total samples          8 samples" in out
    assert out.splitlines()[-4].split() == ["4", "50.00%", "4", "50.00%", "idle"]


def test_standard_input_is_a_file_too_gzipped_or_not(run):
    for stdin in (FOLDED.encode(), gzip.compress(FOLDED.encode(), mtime=0)):
        code, out, _ = run("fold", "-", stdin=stdin)
        assert (code, out) == (0, "main;idle 4\nmain;work 1\nmain;work;parse 3\n")


def test_fold_of_its_own_output_is_itself(run, folded):
    _, once, _ = run("fold", folded)
    _, twice, _ = run("fold", "-", stdin=once.encode())
    assert twice == once


def test_fold_json_keeps_names_and_metrics(run, folded):
    _, out, _ = run("fold", folded, "--json")
    assert json.loads(out)["metrics"] == [{"name": "samples", "unit": "count"}]
    assert [["main", "work"], [1]] in json.loads(out)["stacks"]


def test_convert_there_and_back_keeps_every_stack(run, folded):
    assert run("convert", folded, "cpu.pb.gz")[0] == 0
    _, direct, _ = run("fold", folded)
    _, through, _ = run("fold", "cpu.pb.gz")
    assert through == direct
    assert run("convert", "cpu.pb.gz", "back.folded")[0] == 0
    assert Path("back.folded").read_text() == direct


def test_convert_to_speedscope_keeps_every_metric_or_the_chosen_one(run, folded):
    assert run("convert", folded, "cpu.speedscope.json")[0] == 0
    _, direct, _ = run("fold", folded, "--json")
    assert run("fold", "cpu.speedscope.json", "--json")[1] == direct
    assert run("convert", folded, "one.speedscope.json", "--metric", "samples")[0] == 0
    assert run("fold", "one.speedscope.json", "--json")[1] == direct
    assert run("convert", folded, "no.speedscope.json", "--metric", "cpu")[0] == 2
    assert not Path("no.speedscope.json").exists()


def test_convert_to_something_else_is_bad_usage(run, folded):
    code, _, err = run("convert", folded, "cpu.xyz")
    assert code == 2
    assert ".pb.gz (pprof) or .folded" in err


def test_an_unknown_metric_is_bad_usage_with_the_known_ones(run, folded):
    code, _, err = run("fold", folded, "--metric", "alloc")
    assert code == 2
    assert "this profile has samples" in err


def test_a_missing_file_names_the_nearest(run, folded):
    code, _, err = run("inspect", "cpu.foldet")
    assert code == 1
    assert err == "cpu.foldet: error: expected a profile, found no such file (closest: cpu.folded)\n"


def test_formats_lists_each_reader_and_its_tests(run):
    code, out, _ = run("formats")
    assert code == 0
    for reader in READERS:
        assert reader.name in out
    assert out.count("tested:") == len(READERS)


def test_build_writes_the_site_and_says_so(run, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "cpu.folded").write_text(FOLDED)
    code, out, err = run("build", "content")
    assert (code, out) == (0, "")
    assert "4 pages" in err
    assert (tmp_path / "output" / "cpu" / "index.html").is_file()


def test_build_lists_all_errors_exits_1_and_leaves_the_old_site(run, tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    (content / "cpu.folded").write_text(FOLDED)
    assert run("build", "content")[0] == 0
    (content / "cut.pb.gz").write_bytes(gzip.compress(b"x" * 100, mtime=0)[:20])
    (content / "note.md").write_text("```flame nothing.folded\n```\n")
    code, _, err = run("build", "content")
    assert code == 1
    assert [line.partition(" ")[0] for line in err.splitlines()] == ["content/cut.pb.gz:", "content/note.md:1:10:"]
    assert (tmp_path / "output" / "cpu" / "index.html").is_file()
    assert not (tmp_path / "output" / "note").exists()


def test_strict_makes_warnings_fail(run, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "cpu.folded").write_text(FOLDED + "not a stack\n")
    assert run("build", "content", "-o", "loose")[0] == 0
    code, _, err = run("build", "content", "--strict")
    assert code == 1
    assert "content/cpu.folded:4: warning:" in err
    assert not (tmp_path / "output").exists()


CLAIM = """---
profiles: {cpu: a.folded}
---
work took
`{pct} work ~= 75%` of it.

```flame cpu
```

1. `work` here
"""


def checked(tmp_path: Path, note: str) -> None:
    content = tmp_path / "content"
    content.mkdir(exist_ok=True)
    (content / "a.folded").write_text("main;work 30\nmain 10\n")
    (content / "n.md").write_text(note)


def test_check_says_what_holds_and_writes_nothing(run, tmp_path):
    checked(tmp_path, CLAIM)
    assert run("check", "content") == (0, "", "4 pages, 1 claim, 1 callout: all hold\n")
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_check_fails_on_a_claim_made_false_by_one_digit(run, tmp_path):
    """30 of 40: Wilson's interval by scipy is 59.8 to 85.8 %."""
    checked(tmp_path, CLAIM.replace("75%", "95%"))
    code, _, err = run("check", "content")
    assert code == 1
    assert err == (
        'content/n.md:5:1: warning: claim does not hold: "{pct} work ~= 95%": the data say 75.00% (95% interval 60 to '
        "86%, Wilson)\nflamesite: error: 1 warning in content\n"
    )
    assert run("build", "content", "--strict")[0] == 1
    assert run("build", "content")[0] == 0


def test_check_lists_errors_with_the_nearest_names(run, tmp_path):
    checked(tmp_path, CLAIM.replace("{pct} work", "{pct} wrok").replace("1. `work`", "1. `wokr`"))
    code, _, err = run("check", "content")
    assert code == 1
    assert 'content/n.md:5:1: error: no frame matches "wrok" in profile "cpu" (closest: work)' in err
    assert "content/n.md:10:4: error: " in err
    assert err.count("(closest: work)") == 2


def test_check_of_no_folder_is_bad_usage(run):
    assert run("check", "nowhere")[0] == 2


def test_content_that_is_no_folder_is_bad_usage(run):
    assert run("build", "nothing")[0] == 2


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keeps the test's output clean."""

    served = tmp_path / "served"
    served.mkdir()
    (served / "profile").write_text(FOLDED)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(served))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/profile"
        server.shutdown()
        thread.join()


def test_a_url_is_read_like_a_file(run, endpoint):
    assert run("fold", endpoint)[1] == "main;idle 4\nmain;work 1\nmain;work;parse 3\n"


def test_capture_saves_what_the_endpoint_sends_once_or_more_often(run, endpoint):
    assert run("capture", endpoint, "new/cpu.folded", "--seconds", "0.5")[0] == 0
    assert Path("new/cpu.folded").read_text() == FOLDED
    assert run("capture", endpoint, "cpu.folded", "--repeat", "2")[0] == 0
    assert [Path(f"cpu_{number}.folded").read_text() for number in (1, 2)] == [FOLDED, FOLDED]


def test_capture_keeps_nothing_that_is_no_profile(run, endpoint):
    code, _, err = run("capture", endpoint.replace("profile", "missing"), "cpu.pb.gz")
    assert code == 1
    assert "404" in err
    assert not Path("cpu.pb.gz").exists()


def test_what_a_reader_left_out_is_said_by_every_verb(run, tmp_path):
    (tmp_path / "cpu.folded").write_text(FOLDED + "not a stack\n")
    for arguments in (("fold", "cpu.folded"), ("convert", "cpu.folded", "cpu.pb.gz"), ("render", "cpu.folded")):
        code, _, err = run(*arguments)
        assert code == 0
        assert "cpu.folded:4: warning: expected frames" in err


def test_convert_never_overwrites_its_input_nor_loses_a_sign(run, tmp_path):
    (tmp_path / "two.folded").write_text("a 3 5\nb 2 0\n")
    assert run("convert", "two.folded", "two.folded")[0] == 2
    code, _, err = run("convert", "two.folded", "net.folded")
    assert code == 1
    assert "folded text holds no negative counts" in err
    assert run("convert", "two.folded", "two.pb.gz")[0] == 0
    assert run("fold", "two.pb.gz")[1] == "a 2\nb -2\n"


@pytest.mark.parametrize("url", ["http://[::1", "http://a b/", "http://127.0.0.1:1/x"])
def test_a_bad_url_is_an_error_and_no_traceback(run, url):
    code, _, err = run("inspect", url)
    assert code == 1
    assert err.startswith(f"{url}: error: ")


def test_a_folder_is_no_profile(run, tmp_path):
    code, _, err = run("inspect", str(tmp_path))
    assert code == 1
    assert "found a folder" in err


def test_a_base_url_that_is_none_is_bad_usage(run, tmp_path):
    (tmp_path / "content").mkdir()
    assert run("build", "content", "--base-url", "xx")[0] == 2
