"""Whether a PDF keeps PDF/UA-1 and PDF/A-2a, as the validator judges, without one thing that it misjudges."""

from __future__ import annotations

import re

import page

_STREAM_LENGTH = re.compile(r"\[PDFA2A-STREAM-LENGTH-001\][^\n]*\(object (\d+) 0\)")
_FAULT = re.compile(r"^\s*\[[A-Z0-9-]+\]", re.MULTILINE)


def faults(pdf: bytes, profile: str) -> list[str]:
    """What is wrong with `pdf` by the rules of `profile` ("ua1", "pdfa-2a"); empty when nothing is.

    Where the contents of a stream end with the byte 13, the validator takes it for a part of the line end that follows
    and finds the stated length one too long. Such a stream is measured here instead.
    """
    report = page.validate_pdf_bytes(pdf, profile=profile)
    if report.is_compliant:
        return []
    lines = [line.strip() for line in str(report).splitlines() if _FAULT.match(line)]
    return [line for line in lines or [str(report)] if not _misjudged(line, pdf)]


def _misjudged(line: str, pdf: bytes) -> bool:
    found = _STREAM_LENGTH.match(line)
    if found is None:
        return False
    header = re.search(rb"\n%d 0 obj\n<<(.*?)>>\nstream\n" % int(found.group(1)), pdf, re.DOTALL)
    length = re.search(rb"/Length (\d+)", header.group(1)) if header else None
    if header is None or length is None:
        return False
    end = header.end() + int(length.group(1))
    return pdf[end - 1 : end] == b"\r" and pdf[end:].startswith(b"\nendstream")
