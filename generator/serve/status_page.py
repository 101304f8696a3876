"""The preview's own pages: where the trees are and what is wrong, and what stands in for a page that cannot be made."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from generator.problems import Problem, errors

STYLE_PATH = "/_policypress/preview.css"

MOST = 200
"""Problems that are listed on a page."""

STYLE = """\
body { font: 18px/1.5 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #0b0c0c; background: #fff; }
a { color: #1d4f5c; } h1 { font-size: 1.5em; } li { margin-bottom: 1em; }
code { font-size: 0.9em; overflow-wrap: anywhere; } .hint { display: block; white-space: pre-wrap; }
.error { color: #b00020; }
"""


def status_page(problems: Sequence[Problem], failure: str, has_pages: bool) -> str:
    """The page at the preview's root."""
    faults = len(errors(problems))
    if failure:
        head, says = "The pages could not be made", failure
    elif faults:
        head = "There are faults"
        says = "Pages of what has a fault are the last good ones." if has_pages else "No page could be made yet."
    else:
        head, says = "Preview", "These pages are drafts, on your computer only. They follow every change that you save."
    trees = (
        '<ul><li><a href="/public/">Public pages</a>: for everybody</li>'
        '<li><a href="/internal/">Internal pages</a>: staff and governors only</li></ul>'
    )
    return _page(head, f"<p>{escape(says)}</p>{trees if has_pages else ''}{_listed(problems)}")


def fault_page(why: Sequence[Problem] | str) -> str:
    """What stands in the place of a page that cannot be made, and never could: faults in files, or a failure."""
    head = "This page cannot be made yet"
    if isinstance(why, str):
        return _page(head, f"<p>{escape(why)}</p>")
    says = 'It comes by itself when this is mended. <a href="/">All problems</a> are on the first page.'
    return _page(head, f"<p>{says}</p>{_listed(why)}")


def missing_page() -> str:
    """What stands in the place of a page that no build would make, as long as there is no better one."""
    return _page("There is no page here", '<p><a href="/">First page of the preview</a></p>')


def _page(head: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(head)}</title>'
        f'<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="{STYLE_PATH}">'
        '<link rel="icon" href="data:,"></head>'
        f"<body data-preview><h1>{escape(head)}</h1>{body}</body></html>"
    )


def _listed(problems: Sequence[Problem]) -> str:
    """Faults before warnings."""
    items = [_item(problem) for problem in sorted(problems, key=lambda problem: problem.severity != "error")[:MOST]]
    more = len(problems) - len(items)
    rest = f"<p>There are {more:,} more: <code>policypress check</code> names them.</p>" if more else ""
    return f"<ol>{''.join(items)}</ol>{rest}" if items else ""


def _item(problem: Problem) -> str:
    hint = f'<span class="hint">{escape(problem.hint)}</span>' if problem.hint else ""
    seen = "".join(f'<span class="hint">see <code>{escape(str(place))}</code></span>' for place in problem.see)
    what = f'<span class="{problem.severity}">{problem.severity} {escape(problem.code)}</span>'
    return f"<li><code>{escape(str(problem.where))}</code>: {what}: {escape(problem.message)}{hint}{seen}</li>"
