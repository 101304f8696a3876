"""Hill as a school whose governors have decided several times, in a council; written to a policy folder."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from adopted_hill import composed, version, write_records
from hill import FILES, edited, lay

from generator.library import read_workspace
from generator.model.edition import Edition
from generator.model.versions import Note, Record, Told, laws_in

CLAUSE = "content/clauses/contact/friend-requests.md"
NUMBERS = "content/clauses/contact/personal-numbers.md"
TODAY = "2026-11-20"
_WHY = "changes:\n  - {on: 2026-01-15, kind: law, why: The law asks for it., source: uk-gdpr, adopt-by: 2027-03-31}\n"
_NOW = {
    "schools/hill/school.yml": FILES["schools/hill/school.yml"].replace("type:", "group: valley\ntype:"),
    "schools/groups/valley.yml": "name: Example Valley Council\nkind: council\nnation: wales\nask: the office\n",
    "schools/hill/other-policies.csv": "Policy,Next review,Where it is kept\nUniform policy,2026-09-01,Office\n",
    CLAUSE: FILES[CLAUSE].replace("strength: must\n", f"strength: must\n{_WHY}"),
}
_FIRST = {
    **_NOW,
    CLAUSE: FILES[CLAUSE].replace("strength: must", "strength: should").replace("must turn", "should turn"),
}


def governed(root: Path, draft: Mapping[str, str] | None = None) -> Path:
    """The policy folder: two versions, a review without change, a note; today's draft has one clause more to adopt."""
    one, two = (_texts(lay(root / name, changes)) for name, changes in (("first", _FIRST), ("second", _NOW)))
    records: tuple[Record, ...] = (
        version("1", one, "2024-06-20", "2024-09-01"),
        version("2", two, "2026-02-18", "2026-03-01", summary="It says must.", laws=laws_in(two.values())),
        version("3", two, "2026-06-18", "2026-06-18", kind="review", review="2027-06-18", laws=laws_in(two.values())),
    )
    noted = Note("2", "2026-03-02", {"minute": "2026/7 <b>"}, "The minutes have a number.", records[1].sealed)
    noted_later = _renamed(noted, "2026-03-02-note")
    now = lay(
        root / "now", {**_NOW, **(draft or edited(NUMBERS, "your own number to pupils", "your number to pupils"))}
    )
    workspace, _ = read_workspace(now)
    write_records(now, workspace.schools["hill"], (*records, noted_later))
    for name in ("first", "second"):
        shutil.rmtree(root / name)
    return now


def _renamed(note: Note, stem: str) -> Note:
    return replace(note, sealed=replace(note.sealed, stem=stem))


def _texts(root: Path) -> Mapping[Told, Edition]:
    workspace, problems = read_workspace(root)
    assert not problems
    return composed(workspace, workspace.schools["hill"])
