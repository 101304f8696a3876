"""Whether a PDF keeps PDF/UA-1 and PDF/A-2a, as the validator judges, without one thing that it misjudges."""

from __future__ import annotations

import re

import page

_STREAM = re.compile(rb"\n\d+ 0 obj\n<<((?:(?!endobj).)*?)>>\nstream\n", re.DOTALL)
_FAULT = re.compile(r"^\s*\[[A-Z0-9-]+\]", re.MULTILINE)


def faults(pdf: bytes, profile: str) -> list[str]:
    """What is wrong with `pdf` by the rules of `profile` ("ua1", "pdfa-2a"); empty when nothing is.

    Where the contents of a stream end with the byte 13, the validator takes it for a part of the line end that follows
    and finds the stated length one too long. Streams are measured here instead.
    """
    report = page.validate_pdf_bytes(pdf, profile=profile)
    if report.is_compliant:
        return []
    lines = [line.strip() for line in str(report).splitlines() if _FAULT.match(line)]
    return [line for line in lines or [str(report)] if not _misjudged(line, pdf)]


def _misjudged(line: str, pdf: bytes) -> bool:
    return "PDFA2A-STREAM-LENGTH-001" in line and all(_is_as_long_as_it_says(match, pdf) for match in _streams(pdf))


def _streams(pdf: bytes) -> list[re.Match[bytes]]:
    found = list(_STREAM.finditer(pdf))
    assert len(found) == pdf.count(b"\nendstream\n"), "the streams of this file are written in another way"
    return found


def _is_as_long_as_it_says(stream: re.Match[bytes], pdf: bytes) -> bool:
    length = re.search(rb"/Length (\d+)", stream.group(1))
    return length is not None and pdf[stream.end() + int(length.group(1)) :].startswith(b"\nendstream\n")
