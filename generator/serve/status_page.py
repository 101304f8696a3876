"""The preview's own page: where the two trees are, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from generator.problems import Problem, errors

STYLE_PATH = "/_policypress/preview.css"
SCRIPT_PATH = "/_policypress/live.js"
STATE_PATH = "/_policypress/state"

STYLE = """\
body { font: 18px/1.5 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #0b0c0c; background: #fff; }
a { color: #1d4f5c; } h1 { font-size: 1.5em; } li { margin-bottom: 1em; }
code { font-size: 0.9em; overflow-wrap: anywhere; } .hint { display: block; white-space: pre-wrap; }
.error { color: #b00020; }
"""

SCRIPT = f"""\
(() => {{
  const pages = new URL(document.currentScript.src).searchParams.get("pages");
  const banner = document.createElement("a");
  banner.href = "/";
  Object.assign(banner.style, {{ position: "fixed", bottom: "0", left: "0", right: "0", zIndex: "9999", padding: "10px",
    background: "#b00020", color: "#fff", textAlign: "center", font: "16px/1.4 sans-serif" }});
  const look = async () => {{
    try {{
      const now = await (await fetch("{STATE_PATH}", {{ cache: "no-store" }})).json();
      if (now.pages !== pages) return location.reload();
      banner.textContent = now.says;
      if (!now.says || location.pathname === "/") banner.remove();
      else document.body.append(banner);
    }} catch {{ /* the preview was stopped, or is being started again */ }}
    setTimeout(look, 700);
  }};
  look();
}})();
"""


def script_tag(pages: str) -> str:
    """What is set into a page while it is served; `pages` is the state in which the page was made."""
    return f'<script src="{SCRIPT_PATH}?pages={pages}"></script>'


def status_page(problems: Sequence[Problem], failure: str, pages: str, has_pages: bool) -> str:
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
    listed = "".join(_item(problem) for problem in problems)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(head)}</title>'
        f'<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="{STYLE_PATH}"></head>'
        f"<body><h1>{escape(head)}</h1><p>{escape(says)}</p>{trees if has_pages else ''}"
        f"{f'<ol>{listed}</ol>' if listed else ''}{script_tag(pages)}</body></html>"
    )


def _item(problem: Problem) -> str:
    hint = f'<span class="hint">{escape(problem.hint)}</span>' if problem.hint else ""
    seen = "".join(f'<span class="hint">see <code>{escape(str(place))}</code></span>' for place in problem.see)
    what = f'<span class="{problem.severity}">{problem.severity} {escape(problem.code)}</span>'
    return f"<li><code>{escape(str(problem.where))}</code>: {what}: {escape(problem.message)}{hint}{seen}</li>"
