"""Editions, sites and fronts made by hand for the tests of the website."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from generator.engines.house import read_house
from generator.engines.mkdocs_site import build_site
from generator.engines.stamp import stamp
from generator.model.contacts import Contact, Contacts
from generator.model.edition import (
    Audience,
    Blank,
    Brand,
    Definition,
    Edition,
    EditionClause,
    Helpline,
    Result,
    SchoolProfile,
    Section,
    Slip,
    SourceCited,
    Tell,
)
from generator.model.site import AudienceSite, Front, Place, SchoolEntry, Tree
from generator.model.source import HouseStyle, SiteSource
from generator.model.text import Hole, Literal, Reference, Run, Runs, Term

HOSTILE = """<img src=x onerror=alert(1)> & "Sons" {{7*7}} #panic() *x*"""
"""The school name of the issue's table of bad input."""

VALUES = {
    "school.name": "Forge Integrated Example School",
    "school.name | possessive": "Forge Integrated Example School’s",
    "head.title": "Principal",
    "safeguarding.title": "Designated Teacher",
    "policies.code_link": "https://forge.example/code?a=1&b=2",
    "policies.related[0]": "Code of conduct",
    "policies.related[1]": "Safeguarding policy",
}

_WORDINGS = (
    (
        "introduction",
        "Introduction",
        (
            ("why", "Why we have this", "Pupils of {{ school.name }} use <<social media>>.\n\nBe **safe** and *kind*."),
            ("apart", "Keep work apart", "See [[friend-requests]] and [[why]]."),
        ),
    ),
    (
        "contact",
        "Contact at {{ school.name }}",
        (
            (
                "friend-requests",
                "Friend requests",
                "{{ school.name | possessive }} staff decline.\n\n"
                "1. Decline.\n2. Tell the {{ safeguarding.title }}.\n\n"
                "Read [our code]({{ policies.code_link }}) or [the law](https://www.legislation.gov.uk/).",
            ),
            ("images", "Photographs", "| Where | Who |\n|---|:-:|\n| Website | {{ head.title }} |\n\n> Ask first."),
            ("related", "Read with this", "- {{ policies.related[0] }}\n- {{ policies.related[1] }}"),
        ),
    ),
)


def runs(text: str) -> Runs:
    """Runs from `{{ hole }}`, `[[reference]]`, `<<term>>` and literal text."""
    made: list[Run] = []
    for piece in re.split(r"(\{\{.*?\}\}|\[\[.*?\]\]|<<.*?>>)", text):
        if piece.startswith("{{"):
            made.append(Hole(piece[2:-2].strip()))
        elif piece.startswith("[["):
            made.append(Reference(piece[2:-2]))
        elif piece.startswith("<<"):
            made.append(Term(piece[2:-2].replace(" ", "-"), piece[2:-2]))
        elif piece:
            made.append(Literal(piece))
    return tuple(made)


SCHOOL = SchoolProfile(
    id="forge",
    name=VALUES["school.name"],
    short_name="Forge",
    nation="northern-ireland",
    phase="primary",
    type="integrated",
    demonstration=True,
    brand=Brand("#1d4f5c"),
)

CONTACTS = Contacts(
    (
        Contact(
            "safeguarding",
            "Designated Teacher",
            "",
            "028 9649 6001",
            "safeguarding@forge.example",
            "Room 4",
            "https://forge.example/safe",
            True,
            ("staff", "pupil"),
        ),
        Contact("office", "School office", "", "028 9649 6000", "office@forge.example", shown_to=("staff",)),
    ),
    "2026-11-20",
)


def sections() -> tuple[Section, ...]:
    """Two sections and an annex, with a clause of every origin."""
    made = []
    for number, (section, title, clauses) in enumerate(_WORDINGS, start=1):
        held = tuple(
            EditionClause(
                identity,
                f"{number}.{n}",
                runs(heading),
                runs(body),
                "own wording" if identity == "images" else "library",
                sources=("uk-gdpr",) if identity == "images" else (),
            )
            for n, (identity, heading, body) in enumerate(clauses, start=1)
        )
        made.append(Section(section, str(number), runs(title), held))
    ask = EditionClause("ask-first", "A.1", runs("Ask first"), runs("Ask the {{ head.title }}."), "own clause")
    return (*made, Section("accounts", "A", runs("Setting up an account"), (ask,), annex=True))


def edition(
    audience: Audience = "staff", values: dict[str, str] | None = None, policy: str = "social-media"
) -> Edition:
    """An edition with these values over ours; the school's own name is the value of `school.name`."""
    settled = {**VALUES, **(values or {})}
    slip = Slip(runs("We read it."), runs("the teacher"), runs("Friday"), runs("Nothing happens if you do not."))
    return Edition(
        format=1,
        language="en",
        audience=audience,
        policy=policy,
        outline="forge",
        title=runs("Social media policy"),
        summary=runs("What we do at {{ school.name }}."),
        owner=runs("{{ head.title }}"),
        school=replace(SCHOOL, name=settled["school.name"]),
        sections=sections(),
        results=tuple(sorted((key, Result(text)) for key, text in settled.items())),
        glossary=(Definition("social-media", "social media", 'Sites where people "share" words & pictures.'),),
        sources=(SourceCited("uk-gdpr", "UK GDPR & more", "https://www.legislation.gov.uk/x", "2026-11-20"),),
        tell=Tell(
            runs("Tell the {{ safeguarding.title }}."),
            (Helpline("line", "Helpline", "Free.", "0800 1111", "https://line.example", "2026-11-20"),),
        ),
        slip=None if audience == "staff" else slip,
        blanks=(),
        released="2026-11-20",
    )


def template() -> Edition:
    """A blank template: three details unfilled, one of them the target of a link."""
    made = edition()
    labels = {
        "school.name": "[insert school name]",
        "school.name | possessive": "[insert school name]’s",
        "policies.code_link": "[insert address]",
    }
    results = tuple((key, Result(labels[key], True) if key in labels else value) for key, value in made.results)
    blanks = (Blank("school.name", "insert school name", "What is the school’s full name?"),)
    return replace(made, results=results, blanks=blanks, school=replace(made.school, template=True))


def site(of: Edition, tree: Tree | None = None, address: str = "", noindex: bool = True) -> AudienceSite:
    """The site of one edition, beside the other editions of its tree."""
    tree = tree or ("internal" if of.audience == "staff" else "public")
    siblings: tuple[Audience, ...] = ("staff", "pupil", "parent") if tree == "internal" else ("pupil", "parent")
    place = Place(tree, f"{of.school.id}/{of.audience}", address, siblings, noindex)
    return AudienceSite(of.school, of.audience, (of,), CONTACTS, place)


def front(tree: Tree = "public", address: str = "", name: str = SCHOOL.name) -> Front:
    """A front with a school and a template of a council."""
    policies = (("social-media", "Social media policy", "Draft, not adopted"),)
    school = SchoolEntry(replace(SCHOOL, name=name), (("pupil", policies), ("parent", policies)))
    other = replace(SCHOOL, id="valley", name="Valley template", template=True, group_name="Example Valley Council")
    return Front(tree, address, (school, SchoolEntry(other, (("pupil", policies),))))


@cache
def house() -> HouseStyle:
    """The house templates of this checkout."""
    return read_house([Path(__file__).resolve().parent.parent / "overrides" / "web"])


def built(source: SiteSource) -> dict[str, bytes]:
    """`source` built and stamped."""
    return stamp(build_site(source, house()), source.results)
