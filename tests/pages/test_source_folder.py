"""The folder of source code: which files of it a profile speaks of, and what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitegen.errors import SourceErrors
from sitegen.pages.build import BuildOptions, Site, build_site
from sitegen.pages.source_folder import matched_files


def test_the_folder_is_the_directory_that_holds_most_of_its_files() -> None:
    recorded = ["/build/shop/cart/price.go", "/build/shop/main.go", "/usr/lib/go/main.go"]
    assert matched_files(recorded, ["cart/price.go", "main.go", "other.go"]) == {
        "/build/shop/cart/price.go": "cart/price.go",
        "/build/shop/main.go": "main.go",
    }


def test_of_directories_inside_each_other_the_outermost_is_meant() -> None:
    assert matched_files(["/p/a/main.go"], ["main.go", "a/main.go"]) == {"/p/a/main.go": "a/main.go"}


def test_a_file_that_may_be_either_of_two_is_neither() -> None:
    assert matched_files(["/p/main.go", "/q/main.go"], ["main.go"]) == {}


def test_names_without_a_directory_and_with_backslashes_match() -> None:
    assert matched_files(["report.py"], ["report.py"]) == {"report.py": "report.py"}
    assert matched_files([r"C:\work\src\a.cc"], ["src/a.cc"]) == {r"C:\work\src\a.cc": "src/a.cc"}


def test_the_end_of_a_name_is_no_folder() -> None:
    assert matched_files(["/p/domain.go", "/p/xcart/price.go"], ["main.go", "cart/price.go"]) == {}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    (root / "src/cart").mkdir(parents=True)
    (root / "src/main.go").write_text("package main\nfunc main() { price() }\n")
    (root / "src/cart/price.go").write_text("func price() {}\r\n")
    (root / "shop.json").write_text(SPEEDSCOPE)
    (root / "index.md").write_text("---\ntitle: Shop\nsource: src\n---\n\n```flame shop.json\n```\n")
    return root


def frames(*places: str) -> list[dict[str, object]]:
    """Speedscope's frames of `name file:line`."""
    found = [re.fullmatch(r"(\S+) (\S+):(\d+)", place) for place in places]
    return [{"name": each[1], "file": each[2], "line": int(each[3])} for each in found if each]


SPEEDSCOPE = json.dumps(
    {
        "$schema": "https://www.speedscope.app/file-format-schema.json",
        "shared": {"frames": frames("main /build/shop/main.go:2", "price /build/shop/cart/price.go:1")},
        "profiles": [
            {
                "type": "sampled",
                "name": "shop",
                "unit": "none",
                "startValue": 0,
                "endValue": 6,
                "samples": [[0, 1], [0]],
                "weights": [4, 2],
            }
        ],
    }
)


def page_data(site: Site, path: str = "index.html") -> dict[str, object]:
    """The data block of a page."""
    html = next(file.content for file in site.files if file.path == path).decode()
    block = re.search(r'id="flamesite-data">(.*?)</script>', html, re.DOTALL)
    assert block is not None
    found: dict[str, object] = json.loads(block[1])
    return found


def test_a_page_carries_the_lines_with_a_cost_and_those_around_them(content: Path) -> None:
    data = page_data(build_site(content, BuildOptions()))
    (figure,), (source,) = data["figures"], data["sources"]  # type: ignore[misc]
    assert figure["source"] == 0
    names = [data["strings"][data["frames"]["name"][row]] for file in source["files"] for row in file["frame"]]  # type: ignore[index]
    assert names == ["price", "main"]
    for file in source["files"]:
        file.pop("frame")
    assert source["files"] == [
        {
            "path": "cart/price.go",
            "count": 1,
            "stretches": [{"first": 1, "text": ["func price() {}"]}],
            "line": [1],
            "self": [{"scale": 4, "values": [1]}],
            "total": [{"scale": 4, "values": [1]}],
        },
        {
            "path": "main.go",
            "count": 2,
            "stretches": [{"first": 1, "text": ["package main", "func main() { price() }"]}],
            "line": [2],
            "self": [{"scale": 2, "values": [1]}],
            "total": [{"scale": 6, "values": [1]}],
        },
    ]


def test_the_site_may_name_the_folder_for_all_pages(content: Path) -> None:
    (content / "index.md").write_text("# Shop\n\n```flame shop.json\n```\n")
    assert page_data(build_site(content, BuildOptions()))["sources"] == []
    (content / "site.toml").write_text('source = "src"\nprofile_pages = "all"\n')
    site = build_site(content, BuildOptions())
    assert len(page_data(site)["sources"]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("../..", r'index.md:3:9: error: "../.." lies outside the content; move or copy the source files into it'),
        ("scr", r'index.md:3:9: error: expected a folder of source files, found "scr", which holds none'),
    ],
)
def test_a_folder_that_is_none_is_refused_at_its_place(content: Path, source: str, message: str) -> None:
    (content / "index.md").write_text(f"---\ntitle: Shop\nsource: {source}\n---\n\n```flame shop.json\n```\n")
    with pytest.raises(SourceErrors) as found:
        build_site(content, BuildOptions())
    assert [str(problem) for problem in found.value.problems] == [f"{content}/{message}"]


def test_a_link_to_code_elsewhere_is_not_followed(content: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.go").write_text("package secret\n")
    (content / "src/secret.go").symlink_to(tmp_path / "secret.go")
    with pytest.raises(SourceErrors, match="a link leads out of the content"):
        build_site(content, BuildOptions())


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('source = "nowhere"', 'site.toml:1:1: error: expected a folder, relative to the content, got "nowhere"'),
        ('source = "empty"', 'site.toml: error: expected a folder of source files, found "empty", which holds none'),
    ],
)
def test_the_site_s_folder_is_checked(content: Path, toml: str, message: str) -> None:
    (content / "empty").mkdir()
    (content / "index.md").write_text("# Shop\n")
    (content / "site.toml").write_text(toml + "\n")
    with pytest.raises(SourceErrors) as found:
        build_site(content, BuildOptions())
    assert [str(problem).removeprefix(f"{content}/") for problem in found.value.problems] == [message]


def test_code_that_is_shorter_than_the_profile_says_is_warned_of(content: Path) -> None:
    (content / "src/main.go").write_text("package main\n")
    site = build_site(content, BuildOptions())
    fault = "the profile speaks of line 2 of src/main.go, which has 1; put the file there that was measured"
    assert [str(warning) for warning in site.warnings] == [f"{content}/index.md: warning: {fault}"]


def test_what_is_no_text_is_not_shown(content: Path) -> None:
    (content / "src/main.go").write_bytes(b"\0\1\2")
    data = page_data(build_site(content, BuildOptions()))
    assert [file["path"] for file in data["sources"][0]["files"]] == ["cart/price.go"]  # type: ignore[index]


def test_lines_are_told_of_what_the_author_s_filters_leave(content: Path) -> None:
    (content / "index.md").write_text("---\nsource: src\n---\n\n```flame shop.json focus=price\n```\n")
    data = page_data(build_site(content, BuildOptions()))
    main = data["sources"][0]["files"][1]  # type: ignore[index]
    assert (main["self"], main["total"]) == ([{"scale": 1, "values": [0]}], [{"scale": 4, "values": [1]}])
