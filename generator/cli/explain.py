"""`policypress explain CODE`."""

from __future__ import annotations

import click

from generator.cli.screen import say
from generator.cli.stop import Stop
from generator.cli.teaching import teaching
from generator.formats.suggestion import meant


@teaching(
    "explain",
    ("policypress explain value-missing", "The rule, why there is one, a bad and a good example."),
    ("policypress explain", "All codes, each with its rule."),
)
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a problem that check found.

    CODE is the word after “error” or “warning” in the message, such as value-missing.
    """
    from generator.checks.codes import CODES, TOPICS
    from generator.checks.explain import explain as explained

    if code in CODES:
        for line in explained(str(code)).rstrip().split("\n"):
            say(line)
        return
    if code is not None:
        raise _unknown(code, tuple(CODES))
    for topic, codes in TOPICS.items():
        say(topic, "bold")
        for known in codes:
            say(f"    {known.code}: {known.rule}")


def _unknown(code: str, known: tuple[str, ...]) -> Stop:
    best = meant(code, known)
    hint = f"Did you mean “{best}”? " if best else ""
    return Stop(f"There is no problem code “{code}”.", f"{hint}`policypress explain` lists all.")
