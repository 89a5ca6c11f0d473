"""The scripts of docs/how-to that fold what profilers write; what they print is worked out by hand."""

from __future__ import annotations

import json
import subprocess

from sitegen.formats import read_profile
from tests.docs_pages import DOCS, fences, page

HOW_TO = DOCS / "how-to"

PERF = """\
app  4711 100.000001:   10101010 cpu-clock:ppp:
\t    ffffffff81a0 do_syscall_64+0x3d ([kernel.kallsyms])
\t           8f0cf write+0x3f (/usr/lib/libc.so.6)
\t           11a20 std::ostream::put(char, int)+0x8 (/srv/app)
\t           11000 main+0x20 (/srv/app)

app  4711 100.010001:   10101010 cpu-clock:ppp:
\t           11000 main+0x24 (/srv/app)

app  4711 100.020001:   10101010 cpu-clock:ppp:
\t           7fff0 [unknown] ([unknown])
\t           11000 main+0x28 (/srv/app)

app  4711 100.030001:   10101010 cpu-clock:ppp:
\t           11000 main+0x24 (/srv/app)
"""

JFR = """\
jdk.ExecutionSample {
  startTime = 13:14:46.311
  sampledThread = "main" (javaThreadId = 1)
  state = "STATE_RUNNABLE"
  stackTrace = [
    java.util.TreeMap.merge(Object, Object, BiFunction) line: 742
    Words.count(Map, String) line: 18
    Words.main(String[]) line: 8
  ]
}

jdk.ExecutionSample {
  startTime = 13:14:46.323
  sampledThread = "main" (javaThreadId = 1)
  state = "STATE_RUNNABLE"
  stackTrace = [
    java.util.TreeMap.merge(Object, Object, BiFunction) line: 734
    Words.count(Map, String) line: 18
    Words.main(String[]) line: 8
  ]
}

jdk.ExecutionSample {
  startTime = 13:14:46.346
  sampledThread = "main" (javaThreadId = 1)
  state = "STATE_RUNNABLE"
  stackTrace = [
    Words.main(String[]) line: 9
    ...
  ]
}
"""

CPU_PROFILE = {
    "nodes": [
        {"id": 1, "callFrame": {"functionName": "(root)", "url": ""}, "children": [2, 5, 6]},
        {"id": 2, "callFrame": {"functionName": "", "url": "file:///srv/app.js"}, "children": [3]},
        {"id": 3, "callFrame": {"functionName": "parse", "url": "file:///srv/lib/parse.js"}, "children": [4]},
        {"id": 4, "callFrame": {"functionName": "a;b", "url": "node:fs"}},
        {"id": 5, "callFrame": {"functionName": "(idle)", "url": ""}},
        {"id": 6, "callFrame": {"functionName": "(garbage collector)", "url": ""}},
    ],
    "samples": [3, 4, 3, 5, 6, 1],
}


def folded(*command: str, stdin: str = "") -> dict[str, str]:
    """Each stack's count in what a script prints, which must be readable as a profile."""
    ran = subprocess.run(command, input=stdin, capture_output=True, text=True, check=True, cwd=HOW_TO)
    profile = read_profile(ran.stdout.encode(), "x.folded")
    assert not profile.skipped
    return dict(line.rsplit(" ", 1) for line in ran.stdout.splitlines())


def test_perf_script_is_folded_with_the_kernel_marked():
    assert folded("awk", "-f", "fold_perf.awk", stdin=PERF) == {
        "main;std::ostream::put(char, int);write;do_syscall_64_[k]": "1",
        "main": "2",
        "main;[unknown]": "1",
    }


def test_a_flight_recording_is_folded_without_parameters_and_lines():
    assert folded("awk", "-f", "fold_jfr.awk", stdin=JFR) == {
        "Words.main;Words.count;java.util.TreeMap.merge": "2",
        "Words.main": "1",
    }


def test_a_cpuprofile_is_folded_without_idle_time_and_root(tmp_path):
    (tmp_path / "app.cpuprofile").write_text(json.dumps(CPU_PROFILE))
    assert folded("node", "fold_cpuprofile.mjs", str(tmp_path / "app.cpuprofile")) == {
        "(anonymous) (app.js);parse (parse.js)": "2",
        "(anonymous) (app.js);parse (parse.js);a:b (node:fs)": "1",
        "(garbage collector)": "1",
    }


def test_the_page_uses_every_script_that_is_there():
    shell = "\n".join(fences(page("how-to/profile.md"), "sh"))
    for path in sorted(HOW_TO.glob("fold_*")):
        assert path.name in shell
