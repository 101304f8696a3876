"""A comparison as one HTML file that stands alone: no script, no other file, nothing of third parties."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from generator.model.comparison import Comparison
from generator.model.edition import Edition
from generator.render.redline import ShownChange, class_counts, shown_changes, shown_facts, shown_parts, side, summary
from generator.render.redline_html import STYLE, redline_html

_STYLE = (
    """\
body { font: 18px/1.5 system-ui, sans-serif; max-width: 44em; margin: 2em auto; padding: 0 1em; color: #0b0c0c;
  background: #fff; }
h1 { font-size: 1.6em; line-height: 1.25; } h2 { font-size: 1.3em; margin-top: 2em; }
h3 { font-size: 1.1em; margin: 1.5em 0 0; }
.sides { display: flex; flex-wrap: wrap; gap: 1em 3em; } dl { margin: 0; } dt { float: left; clear: left; width: 8em; }
dd { margin-left: 8em; } .facts { border-collapse: collapse; } .facts th, .facts td { border: 1px solid #767676;
  padding: 4px 8px; text-align: left; vertical-align: top; } .told { margin: 0; color: #3d3d3d; }
.wide { overflow-x: auto; } .warning { border-left: 4px solid #8a1f11; padding-left: 0.6em; }
article { border-bottom: 1px solid #b1b4b6; padding-bottom: 0.5em; overflow-wrap: anywhere; }
@media print { body { font-size: 11pt; margin: 0; max-width: none; } article { break-inside: avoid; } }
"""
    + STYLE
)


def redline_page(comparison: Comparison) -> str:
    """The page, complete."""
    new = comparison.new
    title = f"What changed: {new.plain(new.title)}, {new.school.name}"
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<div class="sides">{_side("Before", comparison.old)}{_side("After", comparison.new)}</div>',
        f"<h2>Summary</h2><p>{escape(summary(comparison))}</p>{_counts(comparison)}",
        *_facts(comparison),
        *_frame(comparison),
        *_changes(shown_changes(comparison), new.language),
        *_unchanged(comparison),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n'
        f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n<style>{_STYLE}</style>\n</head>\n'
        "<body>\n<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
    )


def _side(heading: str, edition: Edition) -> str:
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in side(edition))
    return f"<section><h2>{heading}</h2><dl>{rows}</dl></section>"


def _counts(comparison: Comparison) -> str:
    found = class_counts(comparison)
    rows = "".join(f"<li>{escape(word)}: {count}</li>" for _, word, count in found)
    return f"<ul>{rows}</ul>" if found else ""


def _facts(comparison: Comparison) -> list[str]:
    rows = [
        f"<tr><th scope='row'>{escape(fact.variable)}</th><td>{escape(fact.before)}</td><td>{escape(fact.after)}</td>"
        f"<td>{escape(', '.join(fact.shown_in))}</td></tr>"
        for fact in shown_facts(comparison)
    ]
    if not rows:
        return []
    head = "<tr><th scope='col'>Detail</th><th scope='col'>Before</th><th scope='col'>After</th>"
    head += "<th scope='col'>Shown in</th></tr>"
    table = f'<table class="facts">{head}{"".join(rows)}</table>'
    return [
        "<h2 id='details'>Changed details</h2>",
        f'<div class="wide" role="region" aria-labelledby="details" tabindex="0">{table}</div>',
    ]


def _frame(comparison: Comparison) -> list[str]:
    lang = comparison.new.language
    found = [
        f'<article><h3>{escape(part.part)}</h3><div lang="{lang}">{redline_html(part.lines)}</div></article>'
        for part in shown_parts(comparison)
    ]
    return ["<h2>Around the clauses</h2>", *found] if found else []


def _changes(changes: Sequence[ShownChange], language: str) -> list[str]:
    return ["<h2>Changed clauses</h2>", *(_change(each, language) for each in changes)] if changes else []


def _change(shown: ShownChange, language: str) -> str:
    was = f" (was {escape(shown.was)})" if shown.was else ""
    told = " ".join(f"{each}." for each in shown.said)
    warning = f'<p class="warning">{escape(shown.warning)}</p>' if shown.warning else ""
    why = "".join(f"<p class='told'>{escape(why)}</p>" for why in shown.why)
    return (
        f'<article id="{escape(shown.change.id)}"><h3>{escape(shown.number)}{was} '
        f'<span lang="{language}">{escape(shown.title)}</span></h3>'
        f"<p class='told'>{escape(told)}</p>{why}{warning}"
        f'<div lang="{language}">{redline_html(shown.text)}</div></article>'
    )


def _unchanged(comparison: Comparison) -> list[str]:
    clauses = comparison.unchanged
    if not clauses:
        return []
    rows = "".join(f"<li>{escape(each.number)} {escape(comparison.new.plain(each.title))}</li>" for each in clauses)
    listed = f'<ul lang="{comparison.new.language}">{rows}</ul>'
    return [f"<h2>Unchanged</h2><details><summary>{len(clauses)} unchanged</summary>{listed}</details>"]
