"""Shorter forms of a function's name: what tells least goes first, by the rules of the language that wrote the name.

The language is seen from the name alone. The page's script does the same (themes/default/js/short_names.js);
tests/data/labels.json holds both to one table.

    Go       net/http.(*conn).serve                 http.(*conn).serve, (*conn).serve, conn.serve, serve
    Java     java.util.HashMap.put                  util.HashMap.put, HashMap.put, put
    C++      void std::sort<int*>(int*, int*)       std::sort<int*>, std::sort<…>, sort<…>, sort
    Rust     <a::Vec<T> as b::Drop>::drop           a::Vec<T>::drop, Vec<T>::drop, drop
    Python   load (app/data.py:12)                  load (data.py:12), load
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.drawing.name_parts import NameParts

_LONGEST = 5000
"""A longer name is only cut: generated code has names of 100,000 characters, which nobody reads on a frame."""

_FILE = re.compile(r"[^()<>: ]*\.(?:so|dylib|dll|exe|ko|wasm|py|js|mjs|rb|php)(?:\.[0-9]+)*")
_SOURCE = r"[^ /():]+\.(?:py|pyx|js|mjs|cjs|jsx|ts|tsx|rb|php|ex|lua)"
_PLACE_BEHIND = re.compile(rf"(.+) (\(?)(?:[^ ]*/)?({_SOURCE}(?::[0-9]+)*|[^ /()]+?(?::[0-9]+)+)(\)?)", re.DOTALL)
_PLACE_BEFORE = re.compile(rf"(?:[^:]*/)?({_SOURCE}):(?:([0-9]+)\((.+)\)|(.+))", re.DOTALL)
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:LazyCompile|Function|JS|Script|Eval):[*~^+]?"), ""),  # V8: the tier that compiled it
    (re.compile(r"^[*~^](?=[^ ]+ [^ ]*[/:])"), ""),
    (re.compile(r"::h[0-9a-f]{16}\Z"), ""),  # rustc: a hash of the crate
    (re.compile(r" \[clone [^\]]*\]"), ""),  # GCC: a copy made for some callers
    (re.compile(r"(?:\.(?:constprop|isra|part|cold|lto_priv|llvm)(?:\.[0-9]+)*)+\Z"), ""),
    (re.compile(r"\[abi:[^\]]*\]"), ""),
    (re.compile(r"@@?(?:GLIBC|GLIBCXX|CXXABI|GCC)[A-Za-z0-9_.]*\Z"), ""),
    (re.compile(r"\$\$Lambda(?:\$[0-9]+)?(?:[/.](?:0x[0-9a-fA-F]+|[0-9]+))?"), "$$Lambda"),  # the JVM: where it lies
    (re.compile(r"^L([A-Za-z0-9_/$]+);::"), r"\1."),  # perf-map-agent
)
_NAMELESS = re.compile(
    r"|[0-9]+|func[0-9]+(?:[.-][0-9]+)*|(?:gowrap|deferwrap)[0-9]+|\{.*\}|operator\(\)|_FUN|<[a-z]+>|\(anonymous.*\)"
    r"|anonymous",
    re.DOTALL,
)
"""Segments that say nothing without the one before them: closures, constructors, modules' own code."""

_NEVER_FIRST = frozenset({"<locals>", "prototype"})
"""Python's and JavaScript's marks of where a function was defined: no form begins with them."""

_NAMELESS_CLASS = re.compile(r".*(?:\$\$Lambda|\$[0-9]+)", re.DOTALL)


def short_names(name: str) -> list[str]:
    """A name and its shorter forms, the longest first, each with fewer characters than the one before it.

    >>> short_names("net/http.(*conn).serve")
    ['net/http.(*conn).serve', 'http.(*conn).serve', '(*conn).serve', 'conn.serve', 'serve']
    """
    forms = [name]
    for form in _forms(name) if len(name) <= _LONGEST else ():
        if form and len(form) < len(forms[-1]):
            forms.append(form)
    return forms


def _forms(name: str) -> Iterator[str]:
    if _FILE.fullmatch(name):
        yield name[name.rfind("/") + 1 :]
        return
    text = name
    for mark, instead in _MARKS:
        text = mark.sub(instead, text)
    yield text
    told = _told_place(text)
    if told is not None:
        with_file, text = told
        yield with_file
        if _NAMELESS.fullmatch(text):
            return
        yield text
    for change in (_without_folders, _without_trait, _without_parameters, _folded):
        text = change(text)
        yield text
    for tail in _tails(text):
        yield tail
        named = re.sub(r"^\(\*?([^()]+)\)\.", r"\1.", tail)
        yield named
        yield named.replace("<…>", "").replace("[…]", "")


def _told_place(text: str) -> tuple[str, str] | None:
    """The name with its source file's folders left out, and without the file: `load (data.py:12)` and `load`."""
    behind = _PLACE_BEHIND.fullmatch(text)
    if behind and bool(behind[2]) == bool(behind[4]):
        return f"{behind[1]} {behind[2]}{behind[3]}{behind[4]}", behind[1]
    before = _PLACE_BEFORE.fullmatch(text)
    if before is None:
        return None
    told = f"{before[1]}:{before[4]}" if before[2] is None else f"{before[1]}:{before[2]}({before[3]})"
    return told, before[4] or before[3]


def _without_folders(text: str) -> str:
    return text[NameParts(text).folders_end :]


def _without_trait(text: str) -> str:
    """Of Rust's `<T as Trait>::f` the type's own: `T::f`."""
    parts = NameParts(text)
    if not parts.groups or parts.groups[0][0] != 0 or text[0] != "<":
        return text
    end = parts.groups[0][1]
    if not text.startswith("::", end):
        return text
    inner = text[1 : end - 1]
    spaces = [at for at in NameParts(inner).spaces if inner.startswith(" as ", at)]
    kind = inner[: spaces[-1]] if spaces else inner
    return re.sub(r"^(?:[&*]|mut |const |dyn )+", "", kind) + text[end:]


def _without_parameters(text: str) -> str:
    """Without C++'s and Java's lists of parameters, what is written behind them, and the type that is returned."""
    parts = NameParts(text)
    kept, last = [], 0
    for start, end in parts.groups:
        if text[start] == "(" and parts.is_behind_name(start):
            behind = re.match(
                r"(?:\[*[ZBCSIJFDV]\Z|\[*L[^;]+;\Z|(?: (?:const|volatile|noexcept|&&?))+(?=\Z|::)|(?=\Z|::))",
                text[end:],
            )
            if behind:
                kept.append(text[last:start])
                last = end + behind.end()
    if not kept:
        return text
    shorter = "".join([*kept, text[last:]])
    spaces = [at for at in NameParts(shorter).spaces if not shorter.endswith("operator", 0, at)]
    return shorter[spaces[-1] + 1 :] if spaces else shorter


def _folded(text: str) -> str:
    """Type arguments as `<…>` or `[…]`; Rust's turbofish not at all."""
    parts = NameParts(text)
    kept, last = [], 0
    for start, end in parts.groups:
        group = text[start:end]
        if group[0] == "<" and start > 0 and not parts.is_behind_name(start):
            left_out = 1 if parts.is_operator_end(start - 1) else 2 if text.endswith("::", 0, start) else 0
            kept.append(text[last : start - left_out] if left_out else text[last:end])
        else:
            kept += [text[last:start], _folded_group(group, parts.is_behind_name(start) and not parts.is_opaque)]
        last = end
    return "".join([*kept, text[last:]])


def _folded_group(group: str, is_arguments: bool) -> str:
    if group[0] == "(" and "[" in group and group.endswith("])"):
        return f"{group[: group.find('[')]}[…])"  # of a Go receiver
    if group.startswith("{lambda("):
        return f"{{lambda{group[group.rfind('#') : -1]}}}" if "#" in group else "{lambda}"
    return f"{group[0]}…{group[-1]}" if group[0] in "<[" and is_arguments else group


def _tails(text: str) -> Iterator[str]:
    """The text, and what is left of it as packages, namespaces and classes go one by one from the front."""
    parts = NameParts(text)
    yield text
    if parts.spaces:
        return
    starts = [0, *(behind for _, behind in parts.separators)]
    ends = [*(at for at, _ in parts.separators), len(text)]
    segments = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    named = [place for place, segment in enumerate(segments) if not _NAMELESS.fullmatch(segment)]
    last = named[-1] if named else 0
    if last > 0 and last == len(segments) - 1 and _NAMELESS_CLASS.fullmatch(segments[last - 1]):
        last -= 1
    for start, segment in zip(starts[1 : last + 1], segments[1:], strict=False):
        if segment not in _NEVER_FIRST:
            yield text[start:]
