"""Files of records back to values: whole, or only what stands at the head."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.formats.record_archive import Kept
from generator.formats.record_editions import editions_heard, rows, taken
from generator.formats.record_files import APART, FORMAT, KINDS, ReadRecord
from generator.formats.record_form import Tree, Unreadable, fields_heard, heard
from generator.formats.record_seal import CODE_LENGTH, before_stated, seal_stated
from generator.formats.yaml_text import read_yaml
from generator.model.edition import Edition, SchoolProfile
from generator.model.versions import (
    AdoptedVersion,
    Decision,
    Note,
    Proposal,
    Ratification,
    Reversion,
    Sealed,
    Told,
    Withdrawal,
)
from generator.problems import Location

_TEXTS = "\nprofile:\n"
"""Where the head of a version or proposal ends."""
_NUMBER = re.compile(r"[1-9]\d{0,3}(?:\.[1-9]\d{0,3})?")
_RIGHTS = ("minute", "body", "adopted", "effective", "review", "summary")


def read_record(text: str, path: str, archive: Mapping[str, bytes] | None = None) -> ReadRecord:
    """The record in the file `path`, which holds `text` with LF line ends; its seal is not judged here.

    `archive` maps the names of the files that the record names to what was kept; without it only the head is read, and
    a version has no editions and no logos. Raises Unreadable.
    """
    tree = _tree(text, path, whole=archive is not None)
    kind, school, policy = (str(taken(tree, name)) for name in ("record", "school", "policy"))
    if kind not in KINDS:
        raise Unreadable(f"“{kind[:40]}” is no kind of record")
    sealed = Sealed(PurePosixPath(path).stem, seal_stated(text), before_stated(text), Location(path))
    if kind == "version":
        body = _texts(tree, Kept(archive)) if archive is not None else {"editions": {}}
        return ReadRecord(
            school, policy, _version(tree, {"school": school, "policy": policy, "sealed": sealed, **body})
        )
    if kind == "note":
        rights = _rights(taken(tree, "rights"))
        return ReadRecord(school, policy, Note(sealed=sealed, rights=rights, **fields_heard(tree, Note, APART)))
    decision = _decision(tree, "on")
    known: type[Ratification | Reversion | Withdrawal] = KINDS[kind]  # type: ignore[assignment]
    return ReadRecord(school, policy, known(decision=decision, sealed=sealed, **fields_heard(tree, known, APART)))


def read_proposal(text: str, path: str, archive: Mapping[str, bytes] | None = None) -> Proposal:
    """The proposal in the file `path`, as `read_record` reads a record; its code is what its seal begins with."""
    tree = _tree(text, path, whole=archive is not None)
    if taken(tree, "record") != "proposal":
        raise Unreadable("this is no proposal")
    school, meeting, made = (str(taken(tree, name)) for name in ("school", "meeting", "made"))
    editions: dict[str, dict[Told, Edition]] = {name: {} for name in heard(taken(tree, "about"), tuple[str, ...])}
    logos: dict[str, bytes] = {}
    if archive is not None:
        kept = Kept(archive)
        profile = heard(taken(tree, "profile"), SchoolProfile)
        logos = _logos(tree, kept)
        for each in rows(taken(tree, "policies")):
            editions[str(taken(each, "policy"))] = editions_heard(taken(each, "editions"), profile, kept)
    return Proposal(school, seal_stated(text)[:CODE_LENGTH], meeting, made, editions, Location(path), logos)


def _tree(text: str, path: str, whole: bool) -> dict[str, Tree]:
    """What stands above the marks and the seal, or only at the head."""
    end = text.find("\nline-marks:\n") if whole else text.find(_TEXTS)
    end = end if end >= 0 else text.find("\nline-marks:\n")
    tree, problems = read_yaml(text[: end + 1] if end >= 0 else text, path)
    if problems or not isinstance(tree.value, dict):
        raise Unreadable(problems[0].message if problems else "it says nothing")
    said = dict(tree.value)
    if taken(said, "format") != FORMAT:
        raise Unreadable(f"its format is not “{FORMAT}”")
    return said


def _version(tree: dict[str, Tree], given: dict[str, Any]) -> AdoptedVersion:
    for name in ("treatments", "texts"):
        tree.pop(name, None)
    decision = _decision(tree, "adopted")
    known = fields_heard(tree, AdoptedVersion, APART | {"school", "policy"})
    for name in ("effective", "review"):
        _day(str(known.get(name, "")), name)
    if not _NUMBER.fullmatch(str(known.get("number", ""))):
        raise Unreadable("its number is no number of a version, such as 2 or 2.1")
    return AdoptedVersion(decision=decision, **known, **given)


def _day(said: str, name: str) -> None:
    try:
        datetime.date.fromisoformat(said)
    except ValueError:
        raise Unreadable(f"its “{name}” is no date") from None


def _texts(tree: dict[str, Tree], kept: Kept) -> dict[str, Any]:
    profile = heard(taken(tree, "profile"), SchoolProfile)
    return {"editions": editions_heard(taken(tree, "editions"), profile, kept), "logos": _logos(tree, kept)}


def _logos(tree: dict[str, Tree], kept: Kept) -> dict[str, bytes]:
    return {str(taken(each, "named")): kept.bytes(taken(each, "kept")) for each in rows(taken(tree, "logos"))}


def _decision(tree: dict[str, Tree], day: str) -> Decision:
    said = {name: tree.pop(name) for name in ("by", "body", "minute") if name in tree}
    _day(str(tree.get(day, "")), day)
    return Decision(**fields_heard({"on": taken(tree, day), **said}, Decision))


def _rights(tree: Tree) -> dict[str, str]:
    if not isinstance(tree, dict) or not all(name in _RIGHTS and isinstance(said, str) for name, said in tree.items()):
        raise Unreadable("a note rights minute, body, adopted, effective, review or summary")
    return dict(tree)
