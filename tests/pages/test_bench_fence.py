"""What a bench fence asks for."""

from __future__ import annotations

import pytest

from sitegen.errors import SourceErrors
from sitegen.pages.bench_fence import BenchRequest, parse_bench
from sitegen.pages.note_source import scan_note


def bench(info: str, body: str = "") -> BenchRequest:
    """The request of a fence on line 5 of a note."""
    (fence,) = scan_note(f"```bench {info}\n{body}\n```", first_line=5).fences
    return parse_bench("n.md", fence)


def faults(info: str, body: str = "") -> list[str]:
    with pytest.raises(SourceErrors) as caught:
        bench(info, body)
    return [str(problem).removeprefix("n.md:") for problem in caught.value.problems]


def sides(request: BenchRequest) -> tuple[list[str], list[str]]:
    return [name.text for name in request.before], [name.text for name in request.after]


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("a.txt", (["a.txt"], [])),
        ("a_[1-5].txt -> b_*.txt", (["a_[1-5].txt"], ["b_*.txt"])),
        ("a.txt b.txt   ->  c.txt d.txt", (["a.txt", "b.txt"], ["c.txt", "d.txt"])),
        ('"my run.txt" -> "a -> b.txt" "->"', (["my run.txt"], ["a -> b.txt", "->"])),
        ("a -> b title=x", (["a"], ["b"])),
        ('"a=b.txt"', (["a=b.txt"], [])),
    ],
)
def test_a_side_is_names_with_spaces_between_them(info: str, expected: tuple[list[str], list[str]]) -> None:
    assert sides(bench(info)) == expected


def test_every_option_is_read_into_its_type() -> None:
    request = bench('a -> b metric="requests/s, latency p99" id=wrk', "title: T: one\ncaption: C\nalt: A")
    assert request == BenchRequest(
        before=request.before,
        after=request.after,
        line=5,
        column=1,
        places=request.places,
        metrics=("requests/s", "latency p99"),
        title="T: one",
        caption="C",
        alt="A",
        id="wrk",
    )


def test_places_are_those_of_the_names_and_values() -> None:
    request = bench('a  ->  "b" metric=x', "title:  T")
    assert [(name.line, name.column) for name in (*request.before, *request.after)] == [(5, 10), (5, 17)]
    assert request.place("metric") == (5, 28)
    assert request.place("title") == (6, 9)
    assert request.place("id") == (5, 1)


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("", "5:9: error: expected benchmark files after bench: paths, globs or aliases, as in bench A -> B"),
        ("-> b", "5:10: error: expected benchmark files after bench: paths, globs or aliases, as in bench A -> B"),
        ("title=x", "5:10: error: expected benchmark files after bench: paths, globs or aliases, as in bench A -> B"),
        ("a ->", "5:14: error: expected benchmark files after ->"),
        ("a -> id=x", "5:14: error: expected benchmark files after ->"),
        ("a -> b -> c", "5:17: error: expected one -> between two sides, found a second"),
        ("a->b", '5:10: error: expected spaces around ->, got "a->b"; a name that holds it goes in quotes'),
        ('a -> ""', "5:15: error: expected a file's path, a glob or an alias, got empty quotes"),
        ('a -> "b', '5:15: error: expected a closing quote after ""b"'),
        ("a metrc=x", '5:12: error: unknown option "metrc" (closest: metric)'),
        ("a zoom=x", '5:12: error: unknown option "zoom": expected one of metric, title, caption, alt, id, graph'),
        ("a id=1", '5:15: error: id: expected a letter, then letters, digits, - or _, got "1"'),
        (
            "a metric=x,,y",
            "5:19: error: metric: expected metrics with commas between them, such as requests/s, latency p99, "
            'got "x,,y"',
        ),
        ("a id=x b", '5:17: error: expected key=value, got "b"; a path or value that holds spaces goes in quotes'),
    ],
)
def test_faults_have_a_place_and_say_what_was_expected(info: str, expected: str) -> None:
    assert faults(info) == [expected]
