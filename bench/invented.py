"""Invented schools: what they are called, what they fill in, and whom their readers can reach.

Everything follows from a school's number and its own random source. Numbers are the regulator's for drama, addresses
end in `.example`, and posts stand in place of people.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

Nation = Literal["northern-ireland", "wales"]
Outline = Literal["forge", "merthyr-tydfil"]

LACKING = 0.25
"""Share of schools that lack each optional value."""

_FIRST = (
    "Alder Ash Aspen Barley Beacon Birch Blackthorn Bramble Briar Cedar Cherry Clover Copper Damson Elder Falcon Fern "
    "Finch Forest Foxglove Gorse Harvest Hawthorn Hazel Heather Heron Holly Hornbeam Ivy Juniper Kestrel Larch Lark "
    "Laurel Linden Linnet Maple Marigold Mill Moss Myrtle Nettle Oak Orchard Osprey Otter Pine Plover Poplar Quarry "
    "Rowan Saffron Sedge Silver Skylark Sorrel Spruce Starling Sycamore Teal Thistle Thrush Valley Violet Wagtail "
    "Walnut Willow Wren Yarrow Yew"
).split()
_SECOND = (
    "Acre Bank Bay Bridge Brook Burn Castle Chapel Cliff Common Corner Court Cove Crescent Cross Dale Dean Down End "
    "Fair Farm Fell Field Fold Ford Gate Glade Glen Grange Green Grove Hall Harbour Haven Head Heath Hill Hollow Hurst "
    "Island Knoll Lake Lane Lea Lodge Lough Manor Marsh Mead Mere Moor Mount Nook Park Path Pool Quay Reach Ridge Rise "
    "Road Shore Slope"
).split()
_SAINTS = "Aidan’s|Bride’s|Cadoc’s|Cybi’s|Dyfrig’s|Finian’s|Illtud’s|Kevin’s|Moluag’s|Non’s|Ronan’s|Teilo’s".split("|")
_AWKWARD = (
    "{pair} & St {saint} {kind}",
    "“{pair}” {kind}",
    "St {saint} {kind}, {pair}",
    "{pair} {kind} (Siân’s & Tŷ Mawr)",
)
_KINDS = {
    "primary": ("Primary", "Community Primary", "Village Primary", "Church Primary"),
    "secondary": ("Community", "High", "Secondary"),
}
_COLOURS = ("#1b4f72", "#1d4f5c", "#4a235a", "#641e16", "#145a32", "#1c2833", "#7b241c", "#0b5345")
_ONLY_FORGE = {"school.website", "school.official_pages", "policies.photo_consent", "policies.official_page"}
_RELATED = (
    "internet use policy",
    "online safety policy",
    "policy on mobile phones",
    "whistleblowing policy",
    "equality policy",
    "policy on artificial intelligence",
)
_PAGES = ("our website", "our Facebook page", "our school blog", "our YouTube channel", "our page on Instagram")
_RETURN = (
    "by Friday 18 September",
    "by the end of the first week of term",
    "within two weeks of getting it",
    "within ten school days",
)


@dataclass(frozen=True, slots=True)
class School:
    """An invented school: its number from 1, its nation, the outline it takes and its own random source."""

    number: int
    nation: Nation
    outline: Outline
    random: Random

    @property
    def id(self) -> str:
        """The folder's name: s00001 and so on."""
        return f"s{self.number:05d}"


def phase(school: School) -> str:
    """Three in four are primary schools."""
    return school.random.choice(("primary", "primary", "primary", "secondary"))


def names(school: School, phase: str) -> tuple[str, str]:
    """Full and short name; no two schools share either, and no name holds another school's."""
    more, index = divmod(school.number - 1, len(_FIRST) * len(_SECOND))
    first = _FIRST[index % len(_FIRST)]
    second = _SECOND[(index // len(_FIRST) + index) % len(_SECOND)]
    pair = f"{first} {second}" + (f" {more + 1}" if more else "")
    kind = f"{school.random.choice(_KINDS[phase])} Example School"
    pattern = school.random.choice(_AWKWARD) if school.random.random() < 0.2 else "{pair} {kind}"
    return pattern.format(pair=pair, kind=kind, saint=school.random.choice(_SAINTS)), pair


def optional_values(school: School) -> dict[str, str | list[str]]:
    """Of six optional values those that the school has; it lacks each with the probability LACKING.

    The name and the link of the tool for self-review count as one: a clause asks for both.
    The outline `merthyr-tydfil` reads two of the six, and its schools give no others.
    """
    random = school.random
    has = [random.random() >= LACKING for _ in range(6)]
    council = "Example Lough Council" if school.nation == "northern-ireland" else "Example Valley Council"
    offered: tuple[dict[str, str | list[str]], ...] = (
        {"school.website": f"https://{school.id}.example/"},
        {"school.official_pages": _some(random, _PAGES, 1, 3)},
        {"authority.name": council},
        {"policies.photo_consent": random.choice(("policy on permission for photographs", "photograph policy"))},
        {"policies.official_page": random.choice(("policy for our Facebook page", "policy for our website"))},
        {"self_review.name": "360 Degree Safe", "self_review.link": "https://360safe.org.uk/"},
    )
    read = [school.outline == "forge" or not _ONLY_FORGE & values.keys() for values in offered]
    given = [values for values, *both in zip(offered, has, read, strict=True) if all(both)]
    return {name: value for values in given for name, value in values.items()}


def other_values(school: School) -> dict[str, str | list[str]]:
    """Details that every school needs: about half the schools give their own, the others take the group's."""
    random = school.random
    values: dict[str, str | list[str]] = {"slip.return_by": random.choice(_RETURN)}
    if random.random() < 0.5:
        values["policies.related"] = _some(random, _RELATED, 2, 4)
    if random.random() < 0.5:
        values["policies.safeguarding"] = random.choice(("child protection policy", "safeguarding & welfare policy"))
    return values


def _some(random: Random, offered: Sequence[str], least: int, most: int) -> list[str]:
    return sorted(random.sample(offered, random.randint(least, most)), key=offered.index)


def colour(school: School) -> str:
    """One of eight, all dark enough."""
    return school.random.choice(_COLOURS)


def contacts(school: School) -> list[str]:
    """The lines of `contacts:`: one to three posts, the person to tell always among them."""
    leads = {"northern-ireland": "Designated teacher for child protection", "wales": "Designated safeguarding person"}
    heads = {"northern-ireland": "Principal", "wales": "Headteacher"}
    posts = (
        ("safeguarding", leads[school.nation], "tell: true", "[staff, pupil, parent]"),
        ("head", heads[school.nation], "tell: true", "[staff, parent]"),
        ("office", "School office", f"link: https://{school.id}.example/contact/", "[staff, pupil, parent]"),
    )
    lines: list[str] = []
    for place, (role, post, more, readers) in enumerate(posts[: school.random.randint(1, 3)]):
        lines += [f"  - role: {role}", f"    post: {post}", f"    phone: {_phone(school, place)}"]
        lines += [f"    email: {role}@{school.id}.example", f"    office: {json.dumps(_room(school))}", f"    {more}"]
        lines += [f"    show-to: {readers}"]
    return lines


def _phone(school: School, place: int) -> str:
    """A number for drama. There are a thousand in each nation; schools of one group may share one."""
    last = (3 * school.number + place) % 1000
    return f"028 9649 6{last:03d}" if school.nation == "northern-ireland" else f"029 2018 0{last:03d}"


def _room(school: School) -> str:
    return school.random.choice(("Main entrance", f"Room {school.random.randint(1, 20)}", "Beside the library"))
