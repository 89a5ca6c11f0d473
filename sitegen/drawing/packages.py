"""Which package a function belongs to, told from its name, its file or its module.

The page's script does the same (themes/default/js/packages.js); tests/data/palette.json holds both to one table.

    Go       net/http.(*conn).serve                 net/http
    Java     java.util.HashMap.put                  java.util; java/util/HashMap.put is java/util
    C++      void std::sort<int*>(int*, int*)       std
    Rust     <alloc::vec::Vec<T> as b::Drop>::drop  alloc
    Python   Session.get in app/sessions.py         sessions; json/__init__.py is json
"""

from __future__ import annotations

import re

_LEADING = "<&*[("
_BEHIND = re.compile(r"[\[(<>)]| as ")
_CLASS = re.compile(r"((?:[a-z_$][A-Za-z0-9_$]*\.)+)[A-Z][A-Za-z0-9_$]*\.(?!func[0-9]|gowrap[0-9])")
_SCRIPT = re.compile(r"\.(?:py|pyx|js|mjs|cjs|jsx|ts|tsx|rb|php|lua)\Z")
_FOLDERS_OWN = ("__init__", "index")
"""Files that are their folder's: `json/__init__.py` is `json`."""


def package(name: str, file: str = "", module: str = "") -> str:
    """The package of a function: of a script its file's name, else what stands before the function, else the file's.

    Where none of them says anything it is the module, else the name itself.

    >>> package("net/http.(*conn).serve"), package("std::vec::Vec<T>::push"), package("main", "app/report.py")
    ('net/http', 'std', 'report')
    """
    if _SCRIPT.search(file):
        return _stem(file)
    return _package_in(name) or _stem(file) or module or name


def _package_in(name: str) -> str:
    """What a name says of its package; "" where it says nothing."""
    text = name.lstrip(_LEADING)
    end = _BEHIND.search(text)
    head = text[: end.start()] if end else text
    head = head[head.rfind(" ") + 1 :]
    slash = head.rfind("/") + 1
    if slash > 1 and "A" <= head[slash : slash + 1] <= "Z" and "." not in head[:slash]:
        return head[: slash - 1]
    java = _CLASS.match(text) if not slash else None
    if java:
        return java[1][:-1]
    ends = [at for at in (head.find(".", slash), head.find("::", slash)) if at > slash]
    return head[: min(ends)] if ends else ""


def _stem(file: str) -> str:
    """A file's name without its suffix, that of its folder where the file is the folder's own."""
    folders = [part for part in file.replace("\\", "/").split("/") if part]
    if not folders:
        return ""
    dot = folders[-1].rfind(".")
    stem = folders[-1][:dot] if dot > 0 else folders[-1]
    return folders[-2] if stem in _FOLDERS_OWN and len(folders) > 1 else stem
