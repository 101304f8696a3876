"""Adoptions of the miniature school Hill as values: editions as composed, decided on and in force on some days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from generator.compose.edition import Composer
from generator.formats.record_archive import archive_path
from generator.formats.record_files import Owner, write_record
from generator.model.edition import Edition
from generator.model.schools import School
from generator.model.versions import AdoptedVersion, Decision, History, Record, Reversion, Sealed, Told, Withdrawal
from generator.model.workspace import Workspace
from generator.problems import Location

POLICY = "social-media"


def composed(workspace: Workspace, school: School, policy: str = POLICY) -> Mapping[Told, Edition]:
    """Today's drafts of a policy, for all audiences and languages."""
    found: dict[Told, Edition] = {}
    for language in school.languages:
        composer = Composer(workspace, school, policy, language=language)
        found |= {(who, language): composer.edition(who) for who in composer.audiences}
    return found


def sealed(policy: str, stem: str) -> Sealed:
    """A place in the chain; the seal is made up."""
    return Sealed(stem, f"5ea1{stem.replace('-', '')}", "", Location(f"schools/hill/adopted/{policy}/{stem}.yml"))


def version(
    number: str, editions: Mapping[Told, Edition], adopted: str, effective: str, **more: object
) -> AdoptedVersion:
    """A version decided and in force on those days."""
    policy = editions[next(iter(editions))].policy
    made = AdoptedVersion(
        school="hill",
        policy=policy,
        number=number,
        kind="adoption",
        decision=Decision(adopted, body="Governing body", minute="2026/14"),
        effective=effective,
        review=f"{int(effective[:4]) + 1}{effective[4:]}",
        editions=editions,
        sealed=sealed(policy, adopted),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def withdrawal(on: str, reason: str, replaced_by: str = "", policy: str = POLICY) -> Withdrawal:
    """The end of a policy."""
    return Withdrawal(Decision(on, body="Governing body"), reason, replaced_by, sealed(policy, f"{on}-withdrawn"))


def reversion(number: str, on: str, policy: str = POLICY) -> Reversion:
    """The end of a version."""
    return Reversion(number, Decision(on, body="Governing body"), "not ratified", sealed(policy, f"{on}-reverted"))


def with_history(school: School, records: Iterable[Record], policy: str = POLICY, **more: object) -> School:
    """`school` with those records of one policy beside what it has."""
    others = tuple(history for history in school.histories if history.policy != policy)
    histories = (*others, History(school.id, policy, tuple(records)))
    return replace(school, histories=histories, **more)  # type: ignore[arg-type]


def write_records(root: Path, school: School, records: Iterable[Record], policy: str = POLICY) -> None:
    """Writes the sealed files of `records`, and what they name of the archive, into the policy folder at `root`."""
    owner, before = Owner(school.id, policy, school.contacts), ""
    for record in records:
        written = write_record(replace(record, sealed=replace(record.sealed, before=before)), owner)
        before = written.seal
        files = {f"schools/{school.id}/adopted/{policy}/{record.sealed.stem}.yml": written.text.encode()}
        files |= {archive_path(name): content for name, content in written.archive.items()}
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
