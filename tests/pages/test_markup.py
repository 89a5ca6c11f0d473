"""Markdown to clean HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.markup import Heading, Markup, MarkupError
from sitegen.pages.note_source import scan_note

MARKUP = Markup()


class Tags(HTMLParser):
    """Each tag of an HTML text with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def html(text: str) -> str:
    return MARKUP.render(text).html


def with_figures(body: str) -> str:
    """The HTML of a note with FIGURE1, FIGURE2 for the placeholders of its fences."""
    source = scan_note(body)
    rendered = html(source.text)
    for number, fence in enumerate(source.fences, 1):
        assert rendered.count(fence.placeholder) == 1
        rendered = rendered.replace(fence.placeholder, f"FIGURE{number}")
        for callout in fence.callouts:
            rendered = rendered.replace(callout.placeholder, "PIN")
    return rendered


def headings(text: str) -> list[tuple[int, str, str]]:
    return [(heading.level, heading.id, heading.text) for heading in MARKUP.render(text).headings]


def test_symbol_names_in_code_stay_text_everywhere() -> None:
    name = "std::map<K,V>::(*f)[_x_]&amp; </script>"
    shown = "<code>std::map&lt;K,V&gt;::(*f)[_x_]&amp;amp; &lt;/script&gt;</code>"
    assert html(f"a `{name}` b") == f"<p>a {shown} b</p>"
    assert shown in html(f"# `{name}`")
    assert html(f"| a |\n|---|\n| `{name}` |").count(shown) == 1
    assert html(f"- `{name}`\n\n> `{name}`").count(shown) == 2


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Simple", "simple"),
        ("Two words & more!", "two-words--more"),
        ("`map<K,V>` and `(*conn).serve`", "mapkv-and-connserve"),
        ("snake_case and kebab-case", "snake_case-and-kebab-case"),
        ("Größe 日本 é", "größe-日本-é"),
        ("1. First: 100 % (really?)", "1-first-100--really"),
        ("*Emphasis* and [link](a.md)", "emphasis-and-link"),
        ("😀 smile", "-smile"),
        ("!!!", "section"),
        ("½ x²", "-x"),
        ("a‿b\u0301", "a‿b\u0301"),
    ],
)
def test_headings_have_githubs_slugs(text: str, slug: str) -> None:
    """Expected by GitHub's published rule: lower case, only letters, marks, digits, connectors, hyphens and spaces."""
    assert headings(f"## {text}")[0][1] == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Logging took `{pct} log.Printf = 12%` of it", "logging-took-of-it"),
        ("`{pct} a`, then `{delta} b`", "-then"),
        ("Before, `{pct} a`", "before"),
        ("`{pct} a`", "section"),
    ],
)
def test_a_headings_id_does_not_depend_on_a_number_that_is_computed(text: str, slug: str) -> None:
    (found,) = MARKUP.render(scan_note(f"## {text}").text).headings
    assert found.id == slug


def test_equal_headings_are_numbered_as_on_github() -> None:
    text = "# a\n\n# a\n\n# a-1\n\n# a\n\n# b\n"
    assert [slug for _, slug, _ in headings(text)] == ["a", "a-1", "a-1-1", "a-2", "b"]


def test_headings_are_listed_with_level_and_plain_text() -> None:
    assert MARKUP.render("# A `<b>` & *c*[^1]\n\n### D\n\n## E {#own}\n\n[^1]: f\n").headings == (
        Heading(1, "a-b--c", "A <b> & c"),
        Heading(3, "d", "D"),
        Heading(2, "own", "E"),
    )


def test_a_heading_links_to_itself_with_a_name() -> None:
    assert html("## A") == ('<h2 id="a">A<a aria-label="Link to this section" class="headerlink" href="#a">#</a></h2>')


def test_an_authors_link_with_the_same_class_stays_as_it_is() -> None:
    assert html("[a](b){.headerlink}") == '<p><a class="headerlink" href="b">a</a></p>'


def test_a_number_sign_without_a_space_is_no_heading() -> None:
    assert html("#1234") == "<p>#1234</p>"


def test_one_note_leaves_nothing_to_the_next() -> None:
    MARKUP.render("# a\n\n[^1]\n\n[^1]: b\n\n*[HTML]: c\n\n[x]: y.md\n")
    assert MARKUP.render("# a\n\nHTML [x] [^1]").headings == (Heading(1, "a", "a"),)
    assert html("HTML [x] [^1]") == "<p>HTML [x] [^1]</p>"


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_githubs_alerts_are_admonitions(kind: str) -> None:
    title = f'<div class="admonition {kind}">\n<p class="admonition-title">{kind.capitalize()}</p>'
    assert html(f"> [!{kind.upper()}]\n> a\n>\n> - b\n") == f"{title}\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</div>"
    assert html(f"!!! {kind}\n    a\n\n    b\n").startswith(f"{title}\n<p>a</p>")


def test_alerts_after_each_other_and_after_text_stay_apart() -> None:
    rendered = html("a\n> [!note]\n> b\n\n> [!TIP]\n> c\nlazy\n\n> d")
    assert rendered.count('<div class="admonition') == 2
    assert rendered.endswith("<p>c\nlazy</p>\n</div>\n<blockquote>\n<p>d</p>\n</blockquote>")


def test_an_alert_stands_in_a_list_item() -> None:
    assert '<li>\n<p>a</p>\n<div class="admonition note">' in html("- a\n\n    > [!NOTE]\n    > b\n")


@pytest.mark.parametrize(
    "text", ["> [!NOTE]", "> [!OTHER]\n> a", "> [!NOTE] b\n> a", "> a\n> [!NOTE]\n> b", "> [!NOTE]\n>\n>"]
)
def test_other_quotes_stay_quotes(text: str) -> None:
    assert html(text).startswith("<blockquote>")
    assert "admonition" not in html(text)


def test_tables_can_scroll_and_keep_their_alignment() -> None:
    rendered = html("| a | b |\n|---|--:|\n| 1 | `x|y` |\n")
    opening = '<div class="table-scroll" role="group" aria-label="Table" tabindex="0"><table>'
    assert rendered.startswith(opening) and rendered.endswith("</table></div>")
    assert '<td align="right"><code>x|y</code></td>' in rendered


def test_task_lists_have_check_boxes_that_cannot_be_used() -> None:
    rendered = html("- [x] a\n- [ ] b\n")
    assert rendered.count("disabled") == 2 and rendered.count("checked") == 1
    assert '<li class="task-list-item"><input' in rendered


def test_footnotes_are_linked_both_ways() -> None:
    rendered = html("a[^1]\n\n[^1]: b\n")
    assert '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>' in rendered
    assert '<li id="fn:1">' in rendered and 'href="#fnref:1"' in rendered


@pytest.mark.parametrize("info", ["python", "{.python}", "python title=x", "python,ignore", "py -> b", "unheard-of"])
def test_a_fence_is_code_whatever_its_info_says(info: str) -> None:
    rendered = html(f"```{info}\nx = '<b>'\n```\n")
    assert rendered.startswith('<div class="highlight"><pre tabindex="0">')
    assert "&lt;b&gt;" in rendered


def test_code_is_highlighted_with_classes_alone() -> None:
    rendered = html("```go\nfunc main() {}\n```\n")
    assert '<span class="kd">func</span>' in rendered and "style" not in rendered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~~a~~ ==b==", "<p><del>a</del> <mark>b</mark></p>"),
        ("~5 ms to ~6~7", "<p>~5 ms to ~6~7</p>"),
        ("net_http_serve a*b*c", "<p>net_http_serve a<em>b</em>c</p>"),
        ("https://a.example/b_c_d", '<p><a href="https://a.example/b_c_d">https://a.example/b_c_d</a></p>'),
        ('??? note "A"\n    b', '<details class="note">\n<summary>A</summary>\n<p>b</p>\n</details>'),
        ("a\n:   b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        ("1. a\n\n- b", "<ol>\n<li>a</li>\n</ol>\n<ul>\n<li>b</li>\n</ul>"),
        ("<div markdown>\n*a*\n</div>", "<div>\n<p><em>a</em></p>\n</div>"),
    ],
)
def test_the_dialect_has_what_github_and_mkdocs_have(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "<a href='java&#115;cript:alert(1)'>a</a>",
        "![a](data:image/svg+xml;base64,x)",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "a <script>alert(1)</script>",
        "<svg><script>alert(1)</script></svg>",
        "# <iframe src=x>",
        "a{onclick=alert(1) style=x}",
        "# a {onclick=alert(1)}",
        '[a](b "x\\" onclick=\\"alert(1)")',
        "```{.python onclick=alert(1)}\nx\n```",
        '!!! note "<img src=x onerror=alert(1)>"\n    a',
        "[^<script>alert(1)</script>]: a",
        "<p style='x'>a</p><form action=x></form>",
    ],
)
def test_no_markdown_makes_html_that_runs(text: str) -> None:
    parser = Tags()
    parser.feed(html(text))
    assert not {tag for tag, _ in parser.tags} & {"script", "svg", "iframe", "form", "style"}
    for _, attributes in parser.tags:
        assert not {name for name in attributes if name.startswith("on") or name == "style"}
        assert not (attributes.get("href") or attributes.get("src") or "").lower().startswith(("javascript:", "data:"))


def test_links_and_images_are_rewritten() -> None:
    seen: list[str] = []

    def rewrite(target: str) -> str:
        seen.append(target)
        return f"to/{target}"

    text = "[a](b.md#c) ![d](e.png) <a href=\"f.md\">g</a> [h](#i) [j][k]\n\n[k]: l%20m.md 'n'\n\n# o\n"
    rendered = MARKUP.render(text, rewrite).html
    assert seen == ["b.md#c", "e.png", "f.md", "#i", "l%20m.md", "#o"]
    assert (
        '<a href="to/b.md#c">a</a> <img alt="d" src="to/e.png"> <a href="to/f.md">g</a> <a href="to/#i">h</a>'
        in rendered
    )


FIGURE = "```flame a\n```"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"a\n{FIGURE}\nb", "<p>a</p>\nFIGURE1\n<p>b</p>"),
        (f"- a\n\n    {FIGURE.replace(chr(10), chr(10) + '    ')}\n- b", "<p>a</p>\nFIGURE1\n</li>"),
        ("- a\n  ```flame a\n  ```\n", "<li>\n<p>a</p>\nFIGURE1\n</li>"),
        ("> a\n> ```flame a\n> ```\nb", "<blockquote>\n<p>a</p>\nFIGURE1\n</blockquote>\n<p>b</p>"),
        ("> [!NOTE]\n> ```flame a\n> ```", '<p class="admonition-title">Note</p>\nFIGURE1\n</div>'),
        ("!!! tip\n    ```flame a\n    ```", '<p class="admonition-title">Tip</p>\nFIGURE1\n</div>'),
        ("1. ```flame a\n   ```\n2. b", "<ol>\n<li>\nFIGURE1\n</li>\n<li>\n<p>b</p>"),
        (f"<details><summary>a</summary>\n\n{FIGURE}\n\n</details>", "</summary>\n\nFIGURE1\n\n</details>"),
        ("a\n- b\n\n    ```flame a\n    ```", "<p>a\n- b</p>\nFIGURE1"),
        ("1) a\n\n   ```flame a\n   ```", "<p>1) a</p>\nFIGURE1"),
        ("1) ```flame a\n   ```", "<p>1)</p>FIGURE1"),
        ("a[^1]\n\n[^1]: b\n\n    ```flame a\n    ```", "<p>b</p>\nFIGURE1<p>&nbsp;<a class="),
        (f"{FIGURE}\n{FIGURE}", "FIGURE1\nFIGURE2"),
        (f"{FIGURE}\n1. `a` b\n2. `c` d", "FIGURE1\n<ol>\n<li>PIN<code>a</code> b</li>"),
    ],
)
def test_a_figure_stands_in_its_container_and_in_no_paragraph(body: str, expected: str) -> None:
    assert expected in with_figures(body)


def test_a_word_like_a_placeholder_comes_through_prose_tables_and_headings() -> None:
    word = scan_note(FIGURE).fences[0].placeholder
    body = f"a {word} b\n\n- *c {word}*\n\n> {word} d\n\n| e |\n|---|\n| {word} f |\n\n*[fl]: abbreviation\n"
    assert html(body).count(word) == 4


def test_markdown_that_nests_without_end_is_an_error() -> None:
    with pytest.raises(MarkupError, match="nested too deep"):
        html("- " * 3_000 + "a")
    assert html("a") == "<p>a</p>"


PIECES = (
    "\n|\n\n|- |1. |> |[!NOTE]|a|`|``|```|    |# |*|_|[|](|)|<b>|</b>|<div>|<|&|{.x}|!!! a|| b ||--|[^1]|[^1]: |~~|:"
)


@given(st.lists(st.sampled_from([*PIECES.split("|"), "|", FIGURE, f"\n{FIGURE}\n"]), max_size=20).map("".join))
def test_every_figure_comes_through_or_is_reported(body: str) -> None:
    source = scan_note(body)
    rendered = html(source.text)
    lost = {(problem.line, problem.column) for problem in source.lost_figures("n.md", rendered)}
    for fence in source.fences:
        assert rendered.count(fence.placeholder) == 1 or (fence.line, fence.column) in lost
        assert f"<p>{fence.placeholder}" not in rendered
