"""`python -m bench.many FOLDER N`: a policy folder of N invented schools in two groups, on the real library.

The same count of schools, share of own wordings and seed make the same bytes. A school is the same whatever the number
of schools, so that a folder of ten is the beginning of a folder of a thousand.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench import invented
from bench.invented import Nation, Outline, School
from generator.formats.clause_file import read_clause
from generator.formats.wording import wording_hash
from generator.model.edition import AUDIENCES, Audience

if TYPE_CHECKING:
    from generator.model.clause import Clause

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-20"
OTHERWISE = 0.2
"""Share of schools that leave the default of each choice."""

CHOICES: Mapping[str, tuple[str, str]] = {
    "naming-the-school": ("naming-the-school-with-care", "naming-the-school-never"),
    "setting-up-accounts": ("accounts-set-up-by-procedure-must", "accounts-set-up-by-procedure-should"),
    "after-leaving": ("after-leaving-must-not", "after-leaving-should-not"),
    "pictures-of-pupils": ("pictures-anywhere", "pictures-taken-in-school"),
    "privacy-settings": ("privacy-as-strict-as-possible", "privacy-reviewed"),
    "terms-of-services": ("platform-terms-must", "platform-terms-should"),
}
"""Choices that a school makes, with both options."""

REWORDED = (
    "benefits-recognised",
    "colleagues-as-friends",
    "kinds-of-social-media-covered",
    "be-professional-respectful-responsible",
    "work-information-stays-off-personal-sites",
    "internet-use-is-monitored",
)
"""Clauses that every school holds and that a school may word itself; each is read by staff."""


@dataclass(frozen=True, slots=True)
class Group:
    """A council, its outline, and which options of CHOICES its schools take when they do not choose."""

    id: str
    name: str
    nation: Nation
    outline: Outline
    defaults: tuple[int, int, int, int, int, int]


GROUPS = (
    Group("example-lough", "Example Lough Council", "northern-ireland", "forge", (0, 0, 0, 1, 0, 0)),
    Group("example-valley", "Example Valley Council", "wales", "merthyr-tydfil", (1, 0, 0, 0, 1, 0)),
)


def write_schools(workspace: Path, count: int, own: float = 0.05, seed: int = 1) -> None:
    """Writes a whole policy folder to `workspace`, which must not exist or be empty.

    `count` schools s00001, s00002, … in two groups; the share `own` of them (0 to 1) word a clause themselves.
    Every second school publishes its draft, so that public and internal pages both have something to show.
    Three in four take the outline `forge`, which reads all of the optional values, one in four `merthyr-tydfil`.
    """
    shutil.copytree(ROOT / "content", workspace / "content", dirs_exist_ok=True)
    shutil.copyfile(ROOT / "mkdocs.yml", workspace / "mkdocs.yml")
    for group in GROUPS:
        _write(workspace / "schools" / "groups" / f"{group.id}.yml", _group_file(group))
    clauses = _library()
    for number in range(1, count + 1):
        group = GROUPS[number // 2 % len(GROUPS)]
        outline = group.outline if number // 4 % 2 else "forge"
        school = School(number, group.nation, outline, Random(f"{seed}/{number}"))
        folder = workspace / "schools" / school.id
        profile = _school_file(school, group)
        _write(folder / "school.yml", profile)
        if int(number * own) > int((number - 1) * own):
            clause = clauses[school.random.choice(REWORDED)].read_in(_phase(profile))
            _write(folder / "clauses" / f"{clause.id}.md", _own_wording(school, clause))


def _phase(profile: Sequence[str]) -> str:
    return next(line.removeprefix("phase: ") for line in profile if line.startswith("phase: "))


def _write(file: Path, lines: Sequence[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _group_file(group: Group) -> list[str]:
    defaults = {name: options[of] for (name, options), of in zip(CHOICES.items(), group.defaults, strict=True)}
    return [
        "# Made by bench/many.py; an invented council.",
        f"name: {group.name}",
        "kind: council",
        f"nation: {group.nation}",
        "ask: the council’s policy officer",
        "values:",
        "  policies.code_of_conduct: {fixed: code of conduct for staff and volunteers}",
        "  policies.disciplinary: {default: disciplinary policy and procedure}",
        "  policies.safeguarding: {default: child protection policy}",
        "  policies.related: {default: [internet use policy, online safety policy]}",
        "policies:",
        f"  social-media: {{outline: {{default: {group.outline}}}}}",
        "choices:",
        "  separate-lives: {fixed: separate-lives-must}",
        *(f"  {choice}: {{default: {option}}}" for choice, option in defaults.items()),
        "locks:",
        "  decline-friend-requests: locked",
    ]


def _school_file(school: School, group: Group) -> list[str]:
    random = school.random
    phase = invented.phase(school)
    name, short = invented.names(school, phase)
    kind = "integrated" if group.nation == "northern-ireland" else "maintained"
    choices = _choices(random, group)
    return [
        "# Made by bench/many.py; an invented school.",
        f"name: {_quoted(name)}",
        f"short-name: {_quoted(short)}",
        f"nation: {school.nation}",
        f"type: {kind}",
        f"phase: {phase}",
        f"group: {group.id}",
        "demonstration: true",
        *(("publish: draft",) if school.number % 2 else ()),
        f"address: https://{school.id}.example/policies/",
        "policies:",
        "  social-media: {}" if school.outline == group.outline else f"  social-media: {{outline: {school.outline}}}",
        "values:",
        *_values({**invented.optional_values(school), **invented.other_values(school)}),
        *(("choices:", *choices) if choices else ()),
        f"contacts-changed: {DAY}",
        "contacts:",
        *invented.contacts(school),
        f"brand: {{colour: {_quoted(invented.colour(school))}}}",
    ]


def _quoted(text: str) -> str:
    """As YAML in double quotation marks, which is JSON's way too."""
    return json.dumps(text, ensure_ascii=False)


def _values(values: Mapping[str, str | list[str]]) -> list[str]:
    lines: list[str] = []
    for name, value in values.items():
        if isinstance(value, str):
            lines.append(f"  {name}: {_quoted(value)}")
        else:
            lines += [f"  {name}:", *(f"    - {_quoted(item)}" for item in value)]
    return lines


def _choices(random: Random, group: Group) -> list[str]:
    """Only what differs from the group is written; the share OTHERWISE of schools differ in each choice."""
    return [
        f"  {choice}: {options[1 - default]}"
        for (choice, options), default in zip(CHOICES.items(), group.defaults, strict=True)
        if random.random() < OTHERWISE
    ]


def _library() -> dict[str, Clause]:
    """The clauses of REWORDED, as `content/` has them."""
    found: dict[str, Clause] = {}
    for file in sorted((ROOT / "content" / "clauses").rglob("*.md")):
        if file.stem in REWORDED:
            clause, _ = read_clause(file.stem, file.read_text("utf-8"), file.relative_to(ROOT).as_posix())
            if clause is not None:
                found[clause.id] = clause
    return found


def _own_wording(school: School, clause: Clause) -> list[str]:
    """The library's wording for each audience and a sentence of the school's own, of which there are thousands."""
    random = school.random
    day = random.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))
    when = f"in week {random.randint(1, 38)}, for {random.randint(5, 45)} minutes on a {day}"
    audiences: list[Audience] = [name for name in AUDIENCES if clause.treatments[name].kind == "own"]
    texts = {name: wording for name in audiences if (wording := clause.wording_for(name)) is not None}
    lines = ["---", "reason: Our staff asked us to say when we talk about it.", "replaces:"]
    lines += [f"  {name}: {wording_hash(text)}" for name, text in texts.items()]
    lines += [f"worded-on: {DAY}", "---"]
    for name, text in texts.items():
        sentence = f"We talk about this at {{{{ school.short_name }}}} {when}."
        lines += ["", f"# {name.capitalize()}", "", text.source.strip(), "", sentence]
    return lines


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.many", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the policy folder to write")
    parser.add_argument("count", type=int, metavar="N", help="how many schools")
    parser.add_argument(
        "--own", type=float, default=0.05, help="share of schools that word a clause themselves, 0 to 1"
    )
    parser.add_argument("--seed", type=int, default=1, help="another number, other schools")
    given = parser.parse_args()
    write_schools(given.folder, given.count, given.own, given.seed)


if __name__ == "__main__":
    main()
