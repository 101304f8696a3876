"""`python -m bench.peers.weasy FONTS PAGE…`: each HTML page to a tagged PDF with WeasyPrint, all in one process.

Prints JSON: page → seconds. Needs nothing but WeasyPrint, and runs in an environment of its own (`bench.peers.tools`).
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from weasyprint import CSS, HTML  # type: ignore[import-not-found, unused-ignore]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found, unused-ignore]

LOOK = """
@page { size: A4; margin: 29mm 27mm 31mm 43mm; font-family: "Bench Sans";
  @top-left { content: string(title); font-size: 10pt } @bottom-left { content: "Policy"; font-size: 10pt }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 10pt } }
body { font: 12pt/1.45 "Bench Sans"; }
h1 { font-size: 28pt; string-set: title content() } h2 { font-size: 17pt } h3 { font-size: 13pt }
p, ul, ol { margin: 0.35em 0 } h2 { margin: 1.5em 0 0.6em } h3 { margin: 1.2em 0 0.2em }
dt { float: left; clear: left; width: 40mm } dd { margin-left: 42mm } .pp-words dt { float: none }
h1, h2, h3 { break-after: avoid } li, dd { break-inside: avoid }
a { color: inherit } dt, h1, h2, h3 { font-weight: 600 }
h2 .pp-number, h3 .pp-number { float: left; width: 17mm; margin-left: -17mm; text-decoration: none }
nav a::after { content: leader(".") target-counter(attr(href url), page) }
"""
"""Sizes of letters and margins are those of our own print templates, so that as much is set as there."""
_FACE = '@font-face {{ font-family: "Bench Sans"; src: url({}); font-weight: {} }}'
_CUTS = {"Regular": 400, "Semibold": 600, "Bold": 700}


def main(fonts: Path, pages: list[str]) -> None:
    """The command line."""
    configuration = FontConfiguration()
    faces = [_FACE.format(next(fonts.glob(f"*-{cut}.*")).as_uri(), weight) for cut, weight in _CUTS.items()]
    look = CSS(string="\n".join([*faces, LOOK]), font_config=configuration)
    seconds = {}
    for page in pages:
        since = time.perf_counter()
        pdf = HTML(filename=page).write_pdf(stylesheets=[look], font_config=configuration, pdf_variant="pdf/ua-1")
        seconds[page] = time.perf_counter() - since
        Path(page).with_suffix(".pdf").write_bytes(pdf)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
