"""What an author writes behind a role, taken apart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.claim_syntax import BenchClaim, ClaimError, FrameClaim, PredictClaim, parse_claim, source_names


def parts(role: str, text: str) -> tuple[str, tuple[str, ...], str]:
    """The frame's name, the sources, what is stated."""
    claim = parse_claim(role, text)
    assert isinstance(claim, FrameClaim)
    return str(claim.name), claim.sources, claim.stated.text if claim.stated else ""


@pytest.mark.parametrize(
    ("role", "text", "expected"),
    [
        ("pct", "log.Printf", ("log.Printf", (), "")),
        ("pct", "log.Printf @before", ("log.Printf", ("before",), "")),
        ("pct", "log.Printf = 12.6%", ("log.Printf", (), "= 12.6%")),
        ("pct", "log.Printf =12.6%", ("log.Printf", (), "= 12.6%")),
        (
            "pct",
            "log.Printf in net/http.(*conn).serve @before ~= 13%",
            ("log.Printf in net/http.(*conn).serve", ("before",), "~= 13%"),
        ),
        (
            "self",
            "f from a.go in g  @log/cpu_[1-3].pb.gz >= 2 s",
            ("f from a.go in g", ("log/cpu_[1-3].pb.gz",), ">= 2 s"),
        ),
        ("delta", "f @a -> b <= -3 pp", ("f", ("a", "b"), "<= -3 pp")),
        ("ratio", "f @a -> @b = 1.3 +- 0.1x", ("f", ("a", "b"), "= 1.3 +- 0.1x")),
        ("pct", '"a @ b -> c = d" @x = 1%', ("a @ b -> c = d", ("x",), "= 1%")),
        ("pct", '"in \\"quotes\\"" in "b = c" = 1%', ('in "quotes" in b = c', (), "= 1%")),
        ("pct", "/a = b|@c/ in d = 1%", ("/a = b|@c/ in d", (), "= 1%")),
        ("pct", "/net/http/ @x", ("/net/http/", ("x",), "")),
        ("pct", "std::map<K, V>::operator= = 1%", ("std::map<K, V>::operator=", (), "= 1%")),
        ("pct", "operator== @x", ("operator==", ("x",), "")),
        ("pct", "a@b @x", ("a@b", ("x",), "")),
        ("pct", 'f @"my runs/cpu 1.pb.gz" = 1%', ("f", ("my runs/cpu 1.pb.gz",), "= 1%")),
        ("delta", "f", ("f", (), "")),
    ],
)
def test_a_claim_is_a_name_its_sources_and_a_value(role, text, expected):
    assert parts(role, text) == expected


@pytest.mark.parametrize(
    ("role", "text", "message"),
    [
        ("pct", "", "expected the name of a frame, got nothing"),
        ("pct", '"a', "expected a closing quote"),
        ("pct", "f @", "expected @ALIAS or @BEFORE -> AFTER"),
        ("pct", "f @a b", 'found "@a b"'),
        ("pct", "f @a -> b", "pct is of one profile, expected one alias after @"),
        ("delta", "f @a", "a delta is between two sides, expected @before -> after"),
        ("delta", "f @a -> b -> c", "expected @ALIAS or @BEFORE -> AFTER"),
        ("delta", "f @a->b", 'expected spaces around ->, found "a->b"'),
        ("delta", "f a -> b", "expected @ALIAS, @BEFORE -> AFTER or an operator"),
        ("pct", "f =", "expected a number with its unit after ="),
        ("pct", "f = many", 'found "many"'),
        ("pct", "f ~= 3 +- 1%", "+- goes with =, found it after ~="),
        ("bench", "requests/s", "expected METRIC A -> B, METRIC A"),
        ("bench", "requests/s a -> b -> c", "expected METRIC A -> B"),
        ("bench", "requests/s a ->", "expected METRIC A -> B"),
        ("predict", "f @a -> b against requests/s x", "expected both sides of the benchmark"),
    ],
)
def test_a_claim_that_cannot_be_read_says_what_was_expected(role, text, message):
    with pytest.raises(ClaimError) as caught:
        parse_claim(role, text)
    assert message in str(caught.value)


def test_a_bench_claim_is_words_and_one_or_two_sides():
    claim = parse_claim("bench", 'BenchmarkA-8 latency p99 "a b.txt" -> runs/*.txt = +3 +- 1%')
    assert isinstance(claim, BenchClaim)
    assert claim.words == ("BenchmarkA-8", "latency", "p99")
    assert claim.sources == ("a b.txt", "runs/*.txt")
    assert claim.stated is not None
    assert (claim.stated.number, claim.stated.tolerance, claim.stated.unit) == (Decimal(3), Decimal(1), "%")
    alone = parse_claim("bench", "ns/op before.txt")
    assert isinstance(alone, BenchClaim)
    assert (alone.words, alone.sources, alone.stated) == (("ns/op",), ("before.txt",), None)


def test_a_prediction_may_be_held_against_what_was_measured():
    claim = parse_claim("predict", "f in g @a -> b against requests/s x -> y >= 3%")
    assert isinstance(claim, PredictClaim)
    assert (str(claim.name), claim.sources) == ("f in g", ("a", "b"))
    assert claim.against == BenchClaim(("requests/s",), ("x", "y"), None)
    assert claim.stated is not None
    assert source_names(claim) == ("a", "b", "x", "y")
    plain = parse_claim("predict", "f @a")
    assert isinstance(plain, PredictClaim)
    assert (plain.against, plain.stated, source_names(plain)) == (None, None, ("a",))


names = st.text(min_size=1).filter(lambda text: text.strip() == text)


@given(names, names)
def test_quotes_protect_any_name(name, other):
    def quotes(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    claim = parse_claim("pct", f"{quotes(name)} in {quotes(other)} @x = 3%")
    assert isinstance(claim, FrameClaim)
    assert claim.name.within is not None
    assert (claim.name.text, claim.name.within.text, claim.sources) == (name, other, ("x",))
