"""Styles, scripts and files as parts of a page, and the hashes by which its policy allows them."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re

# Of what pages hold; the system's own table would make the bytes of a page depend on the machine.
_MEDIA_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".mp4": "video/mp4",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
# What would end the element, or have the parser look for a second end of it.
_SCRIPT_TAG = re.compile(r"<(?=/script|!--)", re.IGNORECASE)


def inline_style(css: str) -> str:
    r"""The text of a <style>: in CSS, `<\/` in a string is `</`."""
    return _lines(css).replace("</", "<\\/")


def inline_script(script: str) -> str:
    r"""The text of a <script>: in a string, `<\/script` is `</script`."""
    return _SCRIPT_TAG.sub("<\\\\", _lines(script))


def policy_hash(text: str) -> str:
    """What a Content-Security-Policy calls an inline element with this text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def data_url(path: str, content: bytes) -> str:
    """A file as an address that holds it."""
    media_type = _MEDIA_TYPES.get(posixpath.splitext(path)[1].lower(), "application/octet-stream")
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def _lines(text: str) -> str:
    """Line ends as the HTML parser reads them: the policy's hash is of what it read."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
