"""Editions made by hand for the tests of print: every kind of block, every kind of document."""

from __future__ import annotations

from dataclasses import replace

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
    Version,
)
from generator.model.site import AudienceSite, Place
from generator.model.text import Hole, Literal, Reference, Runs, Term

HOSTILE = """<img src=x onerror=alert(1)> & "Sons" {{7*7}} #panic() *x*"""
ADOPTED = Version("3", "2025-07-03", "2025-09-01", "2027-07-01", "Board of Governors", "2025/14")


def words(text: str) -> Runs:
    """Literal text as runs."""
    return (Literal(text),)


SCHOOL = SchoolProfile(
    id="forge",
    name="Forge Integrated Example School",
    short_name="Forge Example",
    nation="northern-ireland",
    phase="primary",
    type="integrated",
    demonstration=True,
    brand=Brand(),
)

RESULTS = (
    ("head.title", Result("Principal")),
    ("letter.child", Result("[name of the child]", blank=True, by_hand=True)),
    ("letter.date", Result("[date of the letter]", blank=True, by_hand=True)),
    ("letter.reasons[0]", Result("[what happened]", blank=True, by_hand=True)),
    ("policies.code_of_conduct", Result("Code of conduct for staff and volunteers")),
    ("policies.related[0]", Result("Child protection and safeguarding policy")),
    ("policies.related[1]", Result("Acceptable use of the internet and digital devices")),
    ("safeguarding.title", Result("Designated Teacher")),
    ("school.link", Result("https://forge.example/office?ask=policy&copy=paper")),
    ("school.name", Result("Forge Integrated Example School")),
    ("school.name | possessive", Result("Forge Integrated Example School’s")),
)

_PLATFORMS = """
| Kind of tool | Examples | Lowest age | Who may open an account |
|---|---|:-:|---|
| Messages between parents and class | class apps, text messages | – | the class teacher, after the {head} has agreed |
| Public pages | the school’s page, a club’s page | 13 | two named members of staff |
| Video | channels, live lessons | 13 | the {head} |
| Games with chat | most online games | 7 to 18 | nobody on the school’s behalf |
"""


def _head(template: str) -> Runs:
    parts = template.split("{head}")
    runs: list[Literal | Hole] = [Literal(parts[0])]
    for part in parts[1:]:
        runs += [Hole("head.title"), Literal(part)]
    return tuple(runs)


_BODIES: tuple[tuple[str, Runs], ...] = (
    (
        "Social tools let people meet, learn and be heard",
        words(
            "Social media lets people share what they know, ask for help and keep in touch.\n"
            "It also makes it easy to say something in a moment that stays for years.\n\n"
            "This policy says what **must** be done, what *should* be done, and why."
        ),
    ),
    (
        "Friend requests from pupils",
        (
            Literal("Staff at "),
            Hole("school.name"),
            Literal(
                " must not accept a friend request from a pupil.\nThe same holds for former pupils under 18.\n\n"
                "If a request arrives:\n\n- decline it without a message;\n- tell the "
            ),
            Hole("safeguarding.title"),
            Literal(" on the same day, as "),
            Reference("whom-to-ask"),
            Literal(
                " says;\n- keep a picture of the screen:\n\n    - with the date, and\n    - with the name shown.\n"
            ),
        ),
    ),
    (
        "Whom to ask",
        (
            Literal("Ask the "),
            Hole("head.title"),
            Literal(", or read the guidance on "),
            Term("social-media", "social media"),
            Literal(" that the office keeps: [ask the office]("),
            Hole("school.link"),
            Literal(") or [the regulator’s advice](https://www.example.org/advice/for/schools).\n"),
        ),
    ),
    (
        "Setting up an account",
        words(
            "Do this in order:\n\n1. Ask.\n2. Write down what the account is for.\n\n"
            "    One sentence is enough.\n\n3. Let two people hold the password.\n4. Put the date in the diary.\n"
        ),
    ),
    (
        "What the school says elsewhere",
        (
            Literal("Read this policy with:\n\n- "),
            Hole("policies.related[0]"),
            Literal("\n- "),
            Hole("policies.related[1]"),
            Literal("\n\nand with the "),
            Hole("policies.code_of_conduct"),
            Literal(".\n"),
        ),
    ),
    ("Tools and ages", _head("The table lists tools by kind.\n" + _PLATFORMS)),
    (
        "What pupils have told us",
        words(
            "> Ask us first.\n> We often know already what is going round.\n\nThe school council said so, and we agree."
        ),
    ),
)

_TITLES = (
    "Introduction",
    "Why we use social media",
    "Your own accounts",
    "Accounts of the school",
    "Pictures and names",
    "Bullying and unkindness online",
    "When something goes wrong",
    "Watching and recording",
    "Review",
)


def _clauses(section: int, count: int) -> tuple[EditionClause, ...]:
    found = []
    for index in range(count):
        title, body = _BODIES[(section * 5 + index) % len(_BODIES)]
        clause_id = title.lower().replace(" ", "-").replace(",", "").replace("’", "")
        first = section * 5 + index < len(_BODIES)
        found.append(
            EditionClause(
                id=clause_id if first else f"{clause_id}-{section}-{index}",
                number=f"{section + 1}.{index + 1}",
                title=words(title) if (section + index) % 4 else (*words(f"{title} at "), Hole("school.name")),
                body=body,
                origin="own wording"
                if (section + index) % 6 == 5
                else "own clause"
                if section + index == 7
                else "library",
                sources=("uk-gdpr",) if index == 1 else (),
            )
        )
    return tuple(found)


_LETTER: Runs = (
    Hole("letter.date"),
    Literal("\n\nDear parent or carer,\n\nyour child "),
    Hole("letter.child"),
    Literal(" did this:\n\n"),
    Hole("letter.reasons[0]"),
    Literal("\n\nYours sincerely"),
)


def _sections(sections: int) -> tuple[Section, ...]:
    body = tuple(
        Section(f"part-{n}", str(n + 1), words(_TITLES[n % len(_TITLES)]), _clauses(n, 5)) for n in range(sections)
    )
    letter = EditionClause("letter-home", "B.1", words("Letter home"), _LETTER, "library")
    other = EditionClause("letter-again", "B.2", words("Letter again"), words("Dear all,\n\nYours"), "own wording")
    table = EditionClause("ages", "A.1", words("Ages at a glance"), _head(_PLATFORMS), "library")
    annexes = (
        Section("ages-annex", "A", words("Ages and tools"), (table,), annex=True),
        Section("letter", "B", words("A letter to parents and carers"), (letter, other), True, "letter"),
    )
    return (*body, *annexes)


_SLIP = Slip(
    statement=(
        Literal("I have read the social media policy of "),
        Hole("school.name"),
        Literal(" and talked about it at home.\nI know what I should do, what I must not do, and whom to tell."),
    ),
    return_to=words("Please give this slip to your class teacher."),
    return_by=words("Please hand it in by the end of the second week of term."),
    no_consequence=words("Nothing happens to you if you do not sign. The policy counts for everybody in any case."),
)


def edition(audience: Audience = "pupil", version: Version | None = None, sections: int = 9) -> Edition:
    """A whole edition of about five clauses a section, with a slip unless it is for staff."""
    return Edition(
        format=1,
        language="en",
        audience=audience,
        policy="social-media",
        outline="forge",
        title=words("Social media policy"),
        summary=words("How we use social media at school and at home, and how we look after each other there."),
        owner=(Hole("head.title"),),
        school=SCHOOL,
        sections=_sections(sections),
        results=RESULTS,
        glossary=(
            Definition("social-media", "social media", "Web pages and apps where people share words and pictures."),
            Definition("troll", "troll", "Somebody who writes to make others angry or sad."),
        ),
        sources=(
            SourceCited(
                "uk-gdpr",
                "UK General Data Protection Regulation",
                "https://www.legislation.gov.uk/eur/2016/679/contents",
                "2026-11-20",
            ),
        ),
        tell=Tell(
            (Literal("Tell your class teacher, the "), Hole("safeguarding.title"), Literal(" or any adult you trust.")),
            (
                Helpline(
                    "childline",
                    "Childline",
                    "Free, at any time, about anything that worries you.",
                    "0800 1111",
                    "https://www.childline.org.uk",
                    "2026-11-20",
                ),
            ),
        ),
        slip=None if audience == "staff" else _SLIP,
        blanks=(),
        released="2026-11-20",
        version=version,
    )


def template() -> Edition:
    """A blank template: some details unfilled."""
    made = edition("staff", sections=4)
    labels = {"head.title": "insert title of the head", "safeguarding.title": "insert title of the designated person"}
    results = tuple(
        (key, Result(f"[{labels[key]}]", True) if key in labels else result) for key, result in made.results
    )
    blanks = tuple(Blank(name, label, f"What is the {name.replace('.', ' ')}?") for name, label in labels.items())
    return replace(made, results=results, blanks=blanks, school=replace(made.school, template=True))


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
            ("staff", "pupil", "parent"),
        ),
        Contact(
            "office", "School office", "", "028 9649 6000", "office@forge.example", "", "", False, ("staff", "parent")
        ),
    ),
    "2026-11-20",
)


def site(of: Edition, address: str = "https://forge.example/policies/forge/pupil/", logo: bytes = b"") -> AudienceSite:
    """The site of one edition."""
    tree = "internal" if of.audience == "staff" else "public"
    place = Place(tree, f"{of.school.id}/{of.audience}", address, (of.audience,))
    return AudienceSite(of.school, of.audience, (of,), CONTACTS, place, logo)
