"""Numbers in the HTML of a note: where they may stand as such, and where only as text."""

from __future__ import annotations

from sitegen.pages.claim_markup import Placed, plain_numbers, with_numbers
from sitegen.pages.markup import Markup
from sitegen.pages.note_source import scan_note


def placed(body: str, *numbers: Placed) -> tuple[str, str]:
    """The HTML of a body whose spans have these numbers, and its first heading's text."""
    source = scan_note(body)
    rendered = Markup().render(source.text)
    known = dict(zip((role.placeholder for role in source.roles), numbers, strict=False))
    heading = plain_numbers(rendered.headings[0].text, known) if rendered.headings else ""
    return with_numbers(rendered.html, known), heading


NUMBER = Placed("<b>&lt;3%</b>", '<3% "x"')


def test_a_number_stands_in_its_sentence():
    assert placed("a `{pct} x`, b", NUMBER)[0] == "<p>a <b>&lt;3%</b>, b</p>"


def test_a_span_with_an_error_leaves_nothing():
    assert placed("a `{pct} x`, b")[0] == "<p>a , b</p>"


def test_in_a_heading_it_stands_as_such_and_its_id_does_not_depend_on_it():
    html, heading = placed("# Takes `{pct} x` of it", NUMBER)
    assert '<h1 id="takes-of-it">Takes <b>&lt;3%</b> of it<a' in html
    assert heading == 'Takes <3% "x" of it'


def test_in_a_link_and_in_an_attribute_it_is_text():
    html, _ = placed("[a `{pct} x`](#y) ![`{pct} x`](i.png) `{pct} x`", NUMBER, NUMBER, NUMBER)
    assert html == (
        '<p><a href="#y">a &lt;3% &quot;x&quot;</a> <img alt="&lt;3% &quot;x&quot;" src="i.png"> <b>&lt;3%</b></p>'
    )


def test_the_second_time_as_in_a_table_of_contents_it_is_text():
    html, _ = placed("[TOC]\n\n## A `{pct} x`", NUMBER)
    assert html.count("<b>&lt;3%</b>") == 1
    assert '<h2 id="a">A <b>&lt;3%</b>' in html
    assert "flamesite" not in html


def test_other_signs_of_the_html_stay_as_they_are():
    html = "<p title='a > b'>1 < 2 <a href='x'></a></p><!-- < -->"
    assert with_numbers(html, {}) == html
