"""Build a dictionary of words from batches of text, and say how long each batch took.

Usage: python dictionary.py
"""

import random
import string
import time

BATCHES = 10
LINES = 9_000


def main() -> None:
    """Read the batches one after another; after each the dictionary is complete and in order."""
    draw = random.Random(7)
    words: list[str] = []
    for number in range(1, BATCHES + 1):
        began = time.perf_counter()
        lines = write_batch(draw)
        found = split_lines(lines)
        words = merge(words, found)
        print(f"batch {number}: {time.perf_counter() - began:.2f} s, {len(words):,} words")


def write_batch(draw: random.Random) -> list[str]:
    """Lines of made-up words: what a reader of files would give."""
    return [" ".join(make_word(draw) for _ in range(5)) for _ in range(LINES)]


def make_word(draw: random.Random) -> str:
    """A word of four to nine letters."""
    return "".join(draw.choices(string.ascii_lowercase, k=draw.randrange(4, 10)))


def split_lines(lines: list[str]) -> list[str]:
    """The words of all lines."""
    return [word for line in lines for word in line.split()]


def merge(words: list[str], found: list[str]) -> list[str]:
    """All words that are known now, each once, in order."""
    return remove_twins(sorted(words + found, key=sort_key))


def sort_key(word: str) -> tuple[int, str]:
    """Short words first, then by the alphabet."""
    return len(word), word


def remove_twins(words: list[str]) -> list[str]:
    """The sorted words without those that stand beside an equal one."""
    return [word for place, word in enumerate(words) if place == 0 or words[place - 1] != word]


if __name__ == "__main__":
    main()
