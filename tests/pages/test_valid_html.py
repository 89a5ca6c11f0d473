"""What a validator found in our pages once; `python -m benchmarks.valid_html` asks one about every kind of page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.pages.build import BuildOptions, build_site

SITES = Path(__file__).resolve().parent.parent / "sites"
PARTS_WITH_ROLE = re.compile(r"<(?:table|thead|tbody|tfoot|tr|th|td)\b[^>]*\srole=[^>]*>")
NAMESPACES = re.compile(r"\sxmlns:\w+")


@pytest.fixture(scope="module", params=["benchmarks", "story"])
def pages(request: pytest.FixtureRequest) -> dict[str, str]:
    """The pages of a site with tables of results, of claims, of functions and of changes; by path."""
    files = build_site(SITES / request.param / "content", BuildOptions()).files
    return {file.path: file.content.decode() for file in files if file.path.endswith(".html")}


def test_a_part_of_a_table_has_the_role_of_its_element_and_no_other(pages):
    """vnu: The “role” attribute must not be used on a “td” element which has a “table” ancestor with no “role”."""
    assert any("<table" in html for html in pages.values())
    assert {path: found for path, html in pages.items() if (found := PARTS_WITH_ROLE.findall(html))} == {}


def test_a_picture_names_no_namespace_that_html_does_not_know(pages):
    """vnu: Attribute “xmlns:ev” not allowed here; of those with a prefix HTML knows XLink's alone."""
    assert any("<svg" in html for html in pages.values())
    assert {name.strip() for html in pages.values() for name in NAMESPACES.findall(html)} <= {"xmlns:xlink"}
