"""Generated content for measuring whole sites, the same every time: pages of prose, and profiles without notes.

A page is what a write-up is without its figures: about 600 words in five sections, a list, a table on every third
page, two blocks of code, and links to other pages.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.synthetic import encode, grow

PAGES_A_FOLDER = 100
_ENGLISH = (
    "the of and a to in is was that it for on are with as they at be this from or had by not but what all were when "
    "we there can an your which said if do will each about how up out them then many some so these would other into "
    "has more her two like him see time could no make than first been its who now people my made over did down only "
    "request server allocation profile stack frame sample cache lock thread garbage collector system call kernel "
    "latency throughput percentile median buffer socket page memory processor branch inline compiler"
)
_WORDS = _ENGLISH.split()
_CODE = {
    "go": (
        'func (s *Server) handle(w http.ResponseWriter, r *http.Request) {\n\tlog.Printf("%s %s", r.Method, r.URL)\n'
        "\tif err := s.reply(w, r); err != nil {\n\t\thttp.Error(w, err.Error(), 500)\n\t}\n}\n"
    ),
    "python": (
        "def total(weights: list[float]) -> float:\n    # Neumaier's sum\n    result = 0.0\n"
        "    for weight in weights:\n        result += weight\n    return result\n"
    ),
    "sh": "wrk -t2 -c64 -d10s http://127.0.0.1:8080/api | tee wrk_1.txt\n",
}

Head = Callable[[int], str]
"""The lines before a page's body, in a generator's own dialect."""


def yaml_head(number: int) -> str:
    """Front matter as flamesite and MkDocs read it."""
    return f"---\ntitle: {title(number)}\ndate: {day(number)}\ntags: [{tag(number)}]\n---\n\n"


def pelican_head(number: int) -> str:
    """A head as Pelican reads it."""
    return f"Title: {title(number)}\nDate: {day(number)}\nTags: {tag(number)}\nSlug: page-{number}\n\n"


def title(number: int) -> str:
    """The title of a page."""
    return f"What page {number} found out"


def day(number: int) -> str:
    """The date of a page."""
    return f"{2010 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"


def tag(number: int) -> str:
    """The one tag of a page."""
    return ("go", "http", "memory", "linux", "python")[number % 5]


def path_of(number: int) -> str:
    """Where a page lies below the content."""
    return f"part-{number // PAGES_A_FOLDER:02}/page-{number}.md"


def body(number: int, pages: int) -> str:
    """The Markdown of a page, links to other pages among it."""
    rng = random.Random(number)
    parts = []
    for section in range(5):
        parts.append(f"## {_sentence(rng, 4).rstrip('.')} {section}")
        parts += [_paragraph(rng, number, pages) for _ in range(2)]
        if section == 1:
            parts.append("\n".join(f"- {_sentence(rng, 10)}" for _ in range(5)))
        if section == 2 and number % 3 == 0:
            rows = [f"| {rng.choice(_WORDS)} | {rng.random():.3f} | {rng.randrange(10_000):,} |" for _ in range(6)]
            parts.append("\n".join(["| what | share | samples |", "|---|---:|---:|", *rows]))
        if section in (1, 3):
            language = rng.choice(sorted(_CODE))
            parts.append(f"```{language}\n{_CODE[language]}```")
    return "\n\n".join(parts) + "\n"


def write_pages(folder: Path, pages: int, head: Head) -> None:
    """Writes a content folder of so many pages."""
    for number in range(pages):
        path = folder / path_of(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head(number) + body(number, pages), "utf-8")


def write_profiles(folder: Path, profiles: int, samples: int) -> Iterator[Path]:
    """Writes pprof files of so many samples each, no two alike."""
    for number in range(profiles):
        path = folder / f"run-{number // 20:02}" / f"cpu-{number:03}.pb.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(encode(*grow(samples, seed=number + 1)), 6, mtime=0))
        yield path


def _sentence(rng: random.Random, words: int) -> str:
    chosen = [rng.choice(_WORDS) for _ in range(words)]
    return " ".join(chosen).capitalize() + "."


def _paragraph(rng: random.Random, number: int, pages: int) -> str:
    sentences = [_sentence(rng, rng.randrange(8, 16)) for _ in range(4)]
    sentences[1] = f"It spent **{rng.random():.1%}** of its time in `runtime.mallocgc`, which is *not* what we thought."
    other = rng.randrange(pages)
    if other != number:
        sentences[2] += f" See [page {other}](../{path_of(other)})."
    return " ".join(sentences)
