"""Whether a validator finds an error in any kind of page: vnu, the Nu Html Checker, over the demo built in both ways.

Usage: python -m benchmarks.valid_html VNU_JAR [CONTENT ...]; the jar is that of the npm package vnu-jar and needs Java,
which is why no test asks it: both are larger than all other tools together. Exits with 1 where it finds an error.

What it says of styles is left out: its CSS checker does not know field-sizing, line-clamp, anchor positions and others,
and sees styles only where they are in the page.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site

ROOT = Path(__file__).resolve().parent.parent
PROFILE = ROOT / "content/whoami/log/cpu_20s.pb.gz"


def errors(jar: Path, content: Path) -> list[str]:
    """What vnu finds in the pages of a site, in the same as single files, and in a picture by `render`."""
    with tempfile.TemporaryDirectory() as folder:
        for name, options in (("site", BuildOptions()), ("single", BuildOptions(single_file=True))):
            write_site(Path(folder, name), build_site(content, options).files, content)
        render = [sys.executable, "-m", "sitegen", "render", str(PROFILE), "-o", f"{folder}/picture.html"]
        subprocess.run(render, check=True, stderr=subprocess.DEVNULL)
        pages = sorted(Path(folder).rglob("*.html"))
        check = ["java", "-jar", jar, "--errors-only", "--format", "gnu", "--filterpattern", "CSS: .*", *pages]
        found = subprocess.run(check, capture_output=True, text=True)
    lines = [line.replace(f"file:{folder}/", "") for line in found.stderr.splitlines()]
    print(f"{content}: {len(pages)} pages, {len(lines)} errors")
    if found.returncode not in (0, 1):
        raise SystemExit(f"vnu ended with {found.returncode}: {found.stderr[:500]}")
    return lines


if __name__ == "__main__":
    jar, *contents = map(Path, sys.argv[1:])
    everything = [line for content in contents or [ROOT / "content"] for line in errors(jar, content)]
    print("\n".join(everything))
    sys.exit(bool(everything))
