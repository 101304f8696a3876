"""Our own words in the governors' area, and how it names versions, editions and pages."""

from __future__ import annotations

from collections.abc import Mapping

from generator.formats.filters import uk_date
from generator.model.edition import Standing
from generator.model.governing import FOLDER
from generator.model.versions import AdoptedVersion, By, Kind, Told
from generator.render.redline_words import AUDIENCE

AREA = "Governors"
REGISTER = "Register of policies"
DRAFT = "Today’s draft"
TO_DRAFT = "draft"
"""The last word of the address of a comparison with today's draft."""
_AREA = "Register of policies, versions and what changed"
AREA_LINK = f'## For governors {{#governors_}}\n\n<p><a href="{FOLDER}/">{_AREA}</a></p>'
"""On the page of a school in the internal tree: the way to the area of its governors."""
GROUP_REGISTERS = "Registers of councils and trusts"
NEW = "new"
"""The folder of what is new in the library since the version in force."""

KIND: Mapping[Kind, str] = {
    "adoption": "Adopted",
    "review": "Reviewed, no change",
    "correction": "Corrected, without a decision of the governors",
}
BY: Mapping[By, str] = {
    "full": "the whole governing body",
    "committee": "a committee",
    "chair": "the chair, between meetings",
    "head": "the head",
}
RIGHTED: Mapping[str, str] = {
    "minute": "minute",
    "body": "body",
    "adopted": "date of adoption",
    "effective": "date from which it holds",
    "review": "next review",
    "summary": "summary",
}


def edition_of(told: Told) -> str:
    """`Pupil edition`, `Pupil edition in Welsh`."""
    audience, language = told
    return AUDIENCE[audience] + ("" if language == "en" else " in Welsh")


def named(version: AdoptedVersion) -> str:
    """`Version 2, adopted 19 November 2026`."""
    done = {"adoption": "adopted", "review": "reviewed", "correction": "corrected"}[version.kind]
    return f"Version {version.number}, {done} {uk_date(version.decision.on)}"


def standing_words(stands: Standing) -> str:
    """What a version is on the day of the page."""
    on = uk_date(stands.on) if stands.on else ""
    return {
        "waiting": f"Adopted, takes effect on {on}",
        "in force": f"In force since {on}",
        "by chair": f"In force by chair’s action, to be ratified by {on}",
        "replaced": f"Replaced on {on}" + (f" by version {stands.by}" if stands.by else ""),
        "reverted": f"Taken back on {on}" + (f"; version {stands.by} holds again" if stands.by else ""),
        "withdrawn": f"Withdrawn on {on}",
    }[stands.kind]


def pair_folder(old: str, new: str) -> str:
    """The folder of a comparison within that of its policy. It stands on every disk and behind every web server."""
    return f"{old}-to-{new}"
