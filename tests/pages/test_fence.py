"""What a flame fence asks for."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.select import FrameName
from sitegen.errors import SourceErrors
from sitegen.pages.fence import FigureRequest, parse_figure, parse_share
from sitegen.pages.note_source import scan_note


def figure(info: str, body: str = "") -> FigureRequest:
    """The request of a fence on line 5 of a note."""
    (fence,) = scan_note(f"```flame {info}\n{body}\n```\n\n1. `a` b", first_line=5).fences
    return parse_figure("n.md", fence)


def faults(info: str, body: str = "") -> list[str]:
    with pytest.raises(SourceErrors) as caught:
        figure(info, body)
    return [str(problem).removeprefix("n.md:") for problem in caught.value.problems]


def test_every_option_is_read_into_its_type() -> None:
    request = figure(
        'before metric=alloc_space view=icicle zoom="net/http.(*conn).serve" focus=/^main/ ignore="a in b" min=0.01%',
        "hide: runtime.goexit\nroot: a b\ndepth: 12\nheight: 420\ncolor: package\ntitle: A: the first\n"
        'caption: Three runs\nalt: "Quoted"\nid: fig-1',
    )
    assert request == FigureRequest(
        source_name="before",
        line=5,
        column=1,
        places=request.places,
        callouts=request.callouts,
        metric="alloc_space",
        view="icicle",
        zoom=FrameName("literal", "net/http.(*conn).serve"),
        focus=FrameName("pattern", "^main"),
        ignore=FrameName("literal", "a", FrameName("literal", "b")),
        hide=FrameName("literal", "runtime.goexit"),
        root=FrameName("literal", "a b"),
        min_share=0.0001,
        depth=12,
        height_px=420,
        color="package",
        title="A: the first",
        caption="Three runs",
        alt="Quoted",
        id="fig-1",
    )
    assert [callout.name.text for callout in request.callouts if callout.name] == ["a"]


def test_places_are_those_of_the_values() -> None:
    request = figure('before zoom="a"  min=0', "title:  Before")
    assert request.place("source") == (5, 10)
    assert request.place("zoom") == (5, 22)
    assert request.place("min") == (5, 31)
    assert request.place("title") == (6, 9)


def test_the_place_of_what_was_not_given_is_the_fences() -> None:
    assert figure("before").place("zoom") == (5, 1)


def test_a_request_can_go_to_another_process() -> None:
    request = figure("before zoom=/a/")
    assert pickle.loads(pickle.dumps(request)) == request


@pytest.mark.parametrize(
    ("info", "name"),
    [
        ("../log/cpu.pb.gz", "../log/cpu.pb.gz"),
        ('"my profile.pb.gz" min=0', "my profile.pb.gz"),
        ('"a \\"b\\" \\\\ c"', 'a "b" \\ c'),
        ("run=1.pb.gz", "run=1.pb.gz"),
        ("cpu_[1-3].pb.gz", "cpu_[1-3].pb.gz"),
    ],
)
def test_the_first_word_is_the_profile(info: str, name: str) -> None:
    assert figure(info).source_name == name


@pytest.mark.parametrize("info", ["", "zoom=a", '"" zoom=a'])
def test_a_missing_profile_is_an_error(info: str) -> None:
    assert faults(info)[0].startswith("5:") and "expected a profile's path or alias after flame" in faults(info)[0]


def test_quotes_hold_spaces_quotes_and_backslashes() -> None:
    assert figure(r'a title="say \"hi\" \\ \d" caption=x').title == r'say "hi" \ \d'


def test_quotes_around_the_whole_of_a_value_in_the_body_may_be_left_out() -> None:
    assert figure("a", 'title: "A: \\"one\\""\nalt: "two"\ncaption: "Fast" is not "right"').title == 'A: "one"'
    assert figure("a", 'caption: "Fast" is not "right"').caption == '"Fast" is not "right"'
    assert figure("a", 'alt: "over\n  two lines"').alt == "over two lines"
    assert figure("a", 'state: "#!v=1;a.search=x"').state == figure("a", "state: #!v=1;a.search=x").state
    assert faults("a", 'title: ""') == ["6:8: error: expected a value for title, got nothing"]


def test_a_value_in_the_body_may_go_on_over_indented_lines() -> None:
    request = figure("a", "caption: One\n  two\n\n\tthree\ntitle:\n  Late\nalt: x")
    assert (request.caption, request.title, request.alt) == ("One two three", "Late", "x")
    assert request.place("title") == (11, 3)


def test_a_body_may_be_indented_as_a_whole() -> None:
    request = figure("a", "  title: A\n  caption: B\n    b")
    assert (request.title, request.caption) == ("A", "B b")


def test_all_faults_are_found_with_their_places() -> None:
    assert faults('a zom=x view=lft min=5 depth=0 height=4.5 id=1a "b', "tilte: x\nfoo bar\ntitle:\nview: flame") == [
        '5:12: error: unknown option "zom" (closest: zoom)',
        '5:23: error: view: expected flame, icicle, bottom-up, sandwich, top, tree, chart or source, got "lft"',
        '5:31: error: min: expected a share of the total below 1, such as 0.01% or 0.0001, got "5"',
        '5:39: error: depth: expected a whole number above 0, got "0"',
        '5:48: error: height: expected a whole number above 0, got "4.5"',
        '5:55: error: id: expected a letter, then letters, digits, - or _, got "1a"',
        '5:58: error: expected key=value, got ""b"; a path or value that holds spaces goes in quotes',
        '6:1: error: unknown option "tilte" (closest: title, state)',
        '7:1: error: expected key: value, got "foo bar"',
        "8:7: error: expected a value for title, got nothing",
        "9:1: error: option view is given twice, first on line 5",
    ]


def test_an_option_that_is_like_none_gets_the_list() -> None:
    (fault,) = faults("a xyz=1")
    assert fault.startswith('5:12: error: unknown option "xyz": expected one of metric, view, order, of, state')


def test_a_faulty_frame_name_is_an_error_of_its_option() -> None:
    assert faults("a focus=/x") == [
        '5:18: error: focus: expected a closing slash after the pattern "/x"; put a name that begins with / in quotes'
    ]


@pytest.mark.parametrize(
    ("info", "fault"),
    [
        ('a title="b', '5:18: error: expected a closing quote after ""b"'),
        ('"a', '5:10: error: expected a closing quote after ""a"'),
        ('a title="b"c', "5:21: error: expected a space after the closing quote"),
        ("my file.pb", '5:13: error: expected key=value, got "file.pb"; a path or value that holds spaces'),
        ("a zoom = b", '5:12: error: expected key=value, got "zoom"'),
        ("a title=", "5:18: error: expected a value for title, got nothing"),
        ('a title=""', "5:18: error: expected a value for title, got nothing"),
    ],
)
def test_a_fault_of_the_info_line_has_its_place(info: str, fault: str) -> None:
    assert faults(info)[0].startswith(fault)


def test_prose_in_a_fence_that_is_not_closed_says_so() -> None:
    (fence,) = scan_note("```flame a\ntitle: b\n\nProse.").fences
    with pytest.raises(SourceErrors) as caught:
        parse_figure("n.md", fence)
    assert [str(problem) for problem in caught.value.problems] == [
        "n.md:1:1: error: the fence is not closed",
        'n.md:4:1: error: expected key: value, got "Prose."',
    ]


def test_a_fence_that_is_not_closed_at_the_end_of_a_note_is_fine() -> None:
    (fence,) = scan_note("```flame a\ntitle: b\n").fences
    assert parse_figure("n.md", fence).title == "b"


@pytest.mark.parametrize(
    ("text", "share"), [("0", 0.0), ("0.01%", 0.0001), ("0.0001", 0.0001), ("99%", 0.99), (".5", 0.5), ("0.0%", 0.0)]
)
def test_a_share_is_a_fraction_or_a_percentage(text: str, share: float) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize("text", ["1", "100%", "-0.1", "1e-3", "nan", "0,1", "", "%", "0.1 %", "½", "٣%"])
def test_other_texts_are_no_shares(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as 0\.01%"):
        parse_share(text)


@given(st.text('ab="\\ :/%zoomin\n\t'), st.text('ab:"\\ \n\t'))
def test_any_fence_is_a_request_or_errors_inside_of_it(info: str, body: str) -> None:
    for fence in scan_note(f"~~~flame {info}\n{body}\n~~~").fences:
        try:
            parse_figure("n.md", fence)
        except SourceErrors as error:
            for problem in error.problems:
                assert problem.line is not None
                assert fence.line <= problem.line <= fence.line + len(fence.body)


def test_a_pasted_state_gives_its_options_and_the_rest_to_the_page() -> None:
    request = figure(
        'before state="https://example.org/#!v=1;cpu.view=bottom-up;cpu.order=heavy;cpu.metric=cpu;cpu.focus=a/b"'
    )
    assert (request.view, request.order, request.metric, request.state) == (
        ("bottom-up", "heavy", "cpu", {"focus": "a/b"})
    )


@pytest.mark.parametrize(
    ("info", "told"),
    [
        ('before view=flame state="#!v=1;c.view=icicle"', "state says view=icicle, and so does the option; keep one"),
        ('before state="#!v=1;c.view=icycle"', "state: view: expected flame, icicle"),
        ('before state="icicle"', "state: expected a copied link's state of one figure"),
        ("before view=left", "view: expected flame, icicle, bottom-up"),
        ("before order=size", "order: expected name or heavy"),
    ],
)
def test_a_pasted_state_that_does_not_fit_is_told(info: str, told: str) -> None:
    (fault,) = faults(info)
    assert told in fault
