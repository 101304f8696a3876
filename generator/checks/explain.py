"""The rule behind a problem code, for `policypress explain` and for docs/problems.md."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent

from generator.checks.codes import CODES, TOPICS, Code

_WIDTH = 90
_LEAD = """\
# Problems and how to mend them

`policypress check` names each problem with a code, such as `value-missing`.
`policypress explain value-missing` prints what stands here.
Under each code stands first the rule that was broken, then why there is one.
A problem stops the build unless it is marked as a warning.
"""


def explain(code: str) -> str:
    """The rule of `code`, why there is one, a bad and a good example, as plain text; raises KeyError if unknown."""
    known = CODES[code]
    kind = "a warning" if known.warning else "an error"
    parts = (
        f"{known.code} ({kind})",
        fill(f"The rule: {known.rule}", _WIDTH),
        fill(f"Why: {known.why}", _WIDTH),
        f"Not so:\n{indent(known.bad, '    ')}",
        f"But so:\n{indent(known.good, '    ')}",
    )
    return "\n\n".join(parts) + "\n"


def problems_page() -> str:
    """docs/problems.md: every code by topic, as Markdown."""
    return _LEAD + "".join(part for topic, codes in TOPICS.items() for part in _topic(topic, codes))


def _topic(title: str, codes: tuple[Code, ...]) -> Iterator[str]:
    yield f"\n## {title}\n"
    for code in codes:
        warning = " (warning)" if code.warning else ""
        yield f"\n### {code.code}{warning}\n\n{code.rule}\n{code.why}\n"
        yield f"\nNot so:\n\n{indent(code.bad, '    ')}\n\nBut so:\n\n{indent(code.good, '    ')}\n"
