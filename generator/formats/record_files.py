"""Records of decisions and proposals as files, and back: exactly, and without anything that is a person's.

A record is YAML that can be read from the top without us: what was decided, by whom, when; then, for a version, each
edition with its clauses in order, the texts by the digests under which they stand in `content/archive/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from generator.formats.record_archive import Keeping, kept_by
from generator.formats.record_editions import editions_told, profile_of, treatments
from generator.formats.record_form import Tree, fields_told, told
from generator.formats.record_lines import record_lines
from generator.formats.record_privacy import Personal, everything, personal, personal_in
from generator.formats.record_seal import CODE_LENGTH, seal_stated, sealed_text
from generator.model.contacts import Contacts
from generator.model.edition import SchoolProfile
from generator.model.versions import AdoptedVersion, Note, Proposal, Ratification, Record, Reversion, Withdrawal

FORMAT = "1"
KINDS: Mapping[str, type[Record]] = {
    "version": AdoptedVersion,
    "note": Note,
    "ratified": Ratification,
    "reverted": Reversion,
    "withdrawn": Withdrawal,
}
APART = frozenset({"decision", "sealed", "editions", "logos", "rights"})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose records they are; what stands among the school's `contacts` stands in none of them."""

    school: str
    policy: str
    contacts: Contacts


@dataclass(frozen=True, slots=True)
class Written:
    """A record as a file: its text, its seal, and the archive's files that it names, by name (`archive_path`)."""

    text: str
    seal: str
    archive: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record and whose it says it is."""

    school: str
    policy: str
    record: Record


def write_record(record: Record, owner: Owner) -> Written:
    """The file of `record`, whose `sealed.before` counts and whose seal is made.

    Raises ValueError for one of another owner, for editions that no record holds, and for a contact of the school's.
    """
    if isinstance(record, AdoptedVersion):
        if (record.school, record.policy) != (owner.school, owner.policy):
            raise ValueError(f"a version of {record.school}’s {record.policy} is no record of {owner}")
        _refuse(personal(record.editions.values(), owner.contacts))
    head = _head(record, owner)
    _refuse(personal_in(typed_words(record, owner), owner.contacts))
    body, keeping = kept_by(lambda keeping: _body(record, keeping))
    return _written({**head, **body}, keeping, record.sealed.before)


def typed_words(record: Record, owner: Owner) -> dict[str, str]:
    """What was typed with `record`, by the name under which it is kept."""
    typed = {**_head(record, owner), **(record.rights if isinstance(record, Note) else {})}
    return {name: said for name, said in typed.items() if isinstance(said, str)}


def _head(record: Record, owner: Owner) -> dict[str, Tree]:
    """What was decided, in the order in which it is read."""
    kind = next(name for name, known in KINDS.items() if isinstance(record, known))
    head: dict[str, Tree] = {"record": kind, "format": FORMAT, "school": owner.school, "policy": owner.policy}
    rest = fields_told(record, APART)
    if isinstance(record, AdoptedVersion):
        head |= {"number": rest.pop("number"), "kind": rest.pop("kind")}
    if not isinstance(record, Note):
        said = record.decision
        day = "adopted" if isinstance(record, AdoptedVersion) else "on"
        head |= {day: said.on, "by": said.by, "body": said.body, "minute": said.minute}
    if isinstance(record, AdoptedVersion):
        head |= {name: rest.pop(name) for name in ("effective", "review")}
        head |= {"summary": rest.pop("summary", "")}
    rights = {"rights": dict(sorted(record.rights.items()))} if isinstance(record, Note) else {}
    return {**head, **{name: said for name, said in rest.items() if name not in head}, **rights}


def _body(record: Record, keeping: Keeping) -> dict[str, Tree]:
    if not isinstance(record, AdoptedVersion):
        return {}
    return {
        "profile": told(profile_of(record.editions.values()), SchoolProfile),
        "logos": _logos_told(record.logos, profile_of(record.editions.values()), keeping),
        "editions": editions_told(record.editions, keeping),
        "treatments": treatments(record.editions),
    }


def _logos_told(logos: Mapping[str, bytes], profile: SchoolProfile, keeping: Keeping) -> list[Tree]:
    """Each logo by the digest that editions know it by, and the file that holds what is published of it."""
    ending = PurePosixPath(profile.brand.logo_name).suffix.removeprefix(".") or "png"
    return [{"named": named, "kept": keeping.bytes(content, ending)} for named, content in sorted(logos.items())]


def write_proposal(proposal: Proposal, contacts: Contacts) -> Written:
    """The file of `proposal`, whose code is made: the first characters of the seal (`code_of`). Raises ValueError."""
    _refuse(personal(everything(proposal.editions), contacts))
    head: dict[str, Tree] = {"record": "proposal", "format": FORMAT}
    head |= {name: getattr(proposal, name) for name in ("school", "meeting", "made")}
    head["about"] = sorted(proposal.editions)
    body, keeping = kept_by(lambda keeping: _proposed(proposal, keeping))
    return _written({**head, **body}, keeping, "")


def _proposed(proposal: Proposal, keeping: Keeping) -> dict[str, Tree]:
    profile = profile_of(everything(proposal.editions))
    policies = sorted(proposal.editions.items())
    return {
        "profile": told(profile, SchoolProfile),
        "logos": _logos_told(proposal.logos, profile, keeping),
        "policies": [{"policy": name, "editions": editions_told(held, keeping)} for name, held in policies],
    }


def code_of(written: Written) -> str:
    """The short code of a proposal, which is also the name of its file."""
    return written.seal[:CODE_LENGTH]


def _written(tree: Mapping[str, Tree], keeping: Keeping, before: str) -> Written:
    texts = {"texts": sorted(keeping.files)} if keeping.files else {}
    text = sealed_text(record_lines({**tree, **texts}), before)
    return Written(text, seal_stated(text), dict(sorted(keeping.files.items())))


def _refuse(found: Iterable[Personal]) -> None:
    for each in found:
        raise ValueError(f"a record holds no person’s {each.kind}, and {each.where} does")
