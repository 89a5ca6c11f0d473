"""Benchmark results on a note's page, from the files to the HTML."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from pathlib import Path

import pytest

from sitegen.pages.build import BuildOptions, Site, build_site
from tests.results.captures import content as captured


def a_site(folder: Path, note: str, files: dict[str, bytes]) -> Site:
    content = folder / "content"
    content.mkdir()
    (content / "note.md").write_text(note)
    for name, text in files.items():
        (content / name).write_bytes(text)
    return build_site(content, BuildOptions())


def page_text(site: Site) -> str:
    """The note's page as a reader sees it: without tags, white space as one space."""
    html = next(file.content.decode() for file in site.files if file.path == "note/index.html")
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@pytest.fixture(scope="session")
def wrk() -> dict[str, bytes]:
    return {f"{side}_{run}.txt": captured(f"wrk/{side}_{run}.txt") for side in ("log", "nolog") for run in range(1, 6)}


def test_the_log_line_costs_requests_and_of_latency_nothing_is_said(tmp_path, wrk):
    """Medians, intervals and p as worked out in tests/analysis/test_benchmarks.py."""
    text = page_text(a_site(tmp_path, "```bench log_*.txt -> nolog_*.txt\n```\n", wrk))
    assert (
        "requests/s higher is better 70,723 68,621 to 72,225 81,625 80,878 to 83,234 +15.42% +13.01% to +20.12% "
        "0.008 better"
    ) in text
    assert "latency mean lower is better 525 µs 475 to 586 µs 475 µs 444 to 571 µs -9.69%" in text
    assert "latency mean: 5 runs against 5 cannot tell a change from noise (p = 0.222)." in text
    assert "Before: log_*.txt , 5 runs; after: nolog_*.txt , 5 runs." in text


def test_one_run_a_side_says_that_nothing_can_be_concluded(tmp_path, wrk):
    text = page_text(a_site(tmp_path, "```bench log_1.txt -> nolog_1.txt\n```\n", wrk))
    assert "requests/s, latency mean, latency max, bytes/s and errors: nothing can be concluded from 1 run" in text
    assert "%" not in text.partition("nothing can be concluded")[0]


def test_metrics_stand_in_the_order_asked_for(tmp_path, wrk):
    note = '```bench log_*.txt metric="latency max, requests/s"\n```\n'
    text = page_text(a_site(tmp_path, note, wrk))
    assert text.index("latency max lower is better") < text.index("requests/s higher is better")
    assert "latency mean" not in text


def test_an_alias_may_name_benchmark_results(tmp_path, wrk):
    note = (
        "---\nprofiles:\n  before: log_*.txt\n  after: [nolog_1.txt, nolog_2.txt]\n---\n```bench before -> after\n```\n"
    )
    text = page_text(a_site(tmp_path, note, wrk))
    assert "Before: before , 5 runs; after: after , 2 runs." in text


def test_sides_that_differ_in_their_target_are_compared_and_the_page_says_so(tmp_path, wrk):
    moved = {f"moved_{run}.txt": wrk[f"nolog_{run}.txt"].replace(b":8080", b":9090") for run in range(1, 6)}
    text = page_text(a_site(tmp_path, "```bench log_*.txt -> moved_*.txt\n```\n", wrk | moved))
    assert "The sides differ in target: http://127.0.0.1:8080 before, http://127.0.0.1:9090 after." in text


def test_a_file_on_both_sides_is_a_warning(tmp_path, wrk):
    site = a_site(tmp_path, "a\n\n```bench log_*.txt -> log_[1-5].txt\n```\n", wrk)
    (warning,) = site.warnings
    assert str(warning).endswith(
        "note.md:3:23: warning: "
        f"{tmp_path}/content/log_1.txt is on both sides, so its runs are compared with themselves"
    )
    assert "better (" not in page_text(site)


def test_what_was_left_out_of_a_file_stands_under_the_table(tmp_path, wrk):
    late = wrk["log_1.txt"].replace(
        b"Requests/sec", b"  Socket errors: connect 0, read 0, write 0, timeout 7\nRequests/sec"
    )
    site = a_site(tmp_path, "```bench late.txt\n```\n", {"late.txt": late})
    assert "late.txt, line 7: 7 requests exceeded wrk's timeout" in page_text(site).partition("Provenance")[0]
    assert len(site.warnings) == 1


def test_the_foot_tells_tool_conditions_runs_and_digest_of_every_file(tmp_path, wrk):
    text = page_text(a_site(tmp_path, "```bench log_*.txt -> nolog_*.txt\n```\n", wrk))
    foot = text.partition("Provenance")[2]
    assert "The benchmark runs behind this page" in foot
    assert "Tool wrk Runs 5 runs Conditions 10 s, 2 threads, 10 connections, http://127.0.0.1:8080" in foot
    for name, content in wrk.items():
        assert f"{name} , 1 run, {len(content)} bytes {hashlib.sha256(content).hexdigest()}" in foot


def test_files_are_offered_only_where_the_site_says_so(tmp_path, wrk):
    note = "```bench log_1.txt\n```\n"
    (tmp_path / "no").mkdir()
    (tmp_path / "yes").mkdir()
    site = a_site(tmp_path / "no", note, wrk)
    assert not [file for file in site.files if file.path.startswith("log_")]
    site = a_site(tmp_path / "yes", note, wrk | {"site.toml": b"downloads = true\n"})
    assert [file.path for file in site.files if "log_" in file.path] == ["log_1.txt"]


def test_a_page_of_benchmark_results_alone_has_no_scripts_of_figures(tmp_path, wrk):
    site = a_site(tmp_path, "```bench log_1.txt\n```\n", wrk)
    html = next(file.content.decode() for file in site.files if file.path == "note/index.html")
    scripts = re.findall(r'<script[^>]*src="\.\./assets/js/([^"]*)"', html)
    assert "site/main.js" in scripts
    assert not {"main.js", "figure.js", "painter.js"}.intersection(scripts)
    assert 'id="log_1"' in html


def test_names_in_the_files_are_text(tmp_path):
    """Go lets a benchmark's name hold what HTML means otherwise."""
    site = a_site(tmp_path, "```bench go.txt\n```\n", {"go.txt": b'BenchmarkA/<b>&"x" 100 12.5 ns/op\n'})
    html = next(file.content.decode() for file in site.files if file.path == "note/index.html")
    assert "<b>" not in html
    assert unescape(html).count('BenchmarkA/<b>&"x"') >= 2
