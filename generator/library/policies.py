"""Reads `content/policies/`: what each policy's outlines share, and the outlines."""

from __future__ import annotations

from pathlib import Path

from generator.formats.clause_file import for_audiences
from generator.formats.file_model import load_model
from generator.formats.library_files import ForAudiences
from generator.formats.policy_files import OutlineFile, PolicyFile, SectionEntry, SlipEntry, SlotEntry
from generator.formats.wording import read_text
from generator.formats.yaml_text import YamlTree
from generator.library.files import Files
from generator.model.edition import Audience
from generator.model.workspace import (
    Entry,
    Option,
    Outline,
    OutlineSection,
    Policy,
    SlipText,
    Slot,
    Text,
)
from generator.problems import Location, Problem


def read_policies(files: Files) -> tuple[dict[str, Policy], frozenset[str]]:
    """All readable policies by id, and the others ("policies/<id>", "policies/<id>/<outline>"), reported to `files`."""
    policies: dict[str, Policy] = {}
    unreadable: set[str] = set()
    for policy_id, folder in files.folders("content/policies"):
        if files.good_id(policy_id, Location(files.path_of(folder))):
            outlines, faulty = _outlines(files, policy_id, folder)
            unreadable |= faulty
            policy = _policy(files, policy_id, folder, outlines)
            if policy is not None:
                policies[policy_id] = policy
            else:
                unreadable.add(f"policies/{policy_id}")
    return policies, frozenset(unreadable)


def _outlines(files: Files, policy_id: str, folder: Path) -> tuple[dict[str, Outline], set[str]]:
    outlines: dict[str, Outline] = {}
    faulty: set[str] = set()
    for outline_id, file in files.listed(files.path_of(folder), ".yml"):
        if outline_id == "policy":
            continue
        outline = _outline(files, outline_id, file)
        if outline is None:
            faulty.add(f"policies/{policy_id}/{outline_id}")
        else:
            outlines[outline_id] = outline
    return outlines, faulty


def _policy(files: Files, policy_id: str, folder: Path, outlines: dict[str, Outline]) -> Policy | None:
    shared = folder / "policy.yml"
    where = Location(files.path_of(shared))
    if not shared.exists():
        message = f"the policy “{policy_id}” has no policy.yml with its title and summary"
        files.problems.append(Problem("policy-file-missing", where, message, "Copy the one of another policy."))
        return None
    tree = files.yaml(shared)
    if tree is None:
        return None
    model, problems = load_model(PolicyFile, tree)
    files.problems += problems
    if model is None:
        return None
    return Policy(
        id=policy_id,
        titles=_texts(files, model.title, tree, "title"),
        owner=_text(files, model.owner, tree, "owner"),
        summaries=_texts(files, model.summary, tree, "summary"),
        tell=_texts(files, model.tell, tree, "tell"),
        slips={audience: _slip(files, slip, tree, audience) for audience, slip in model.slip.items()},
        outlines=outlines,
        where=where,
    )


def _texts(files: Files, given: ForAudiences, tree: YamlTree, *at: str | int) -> dict[Audience, Text]:
    texts, problems = for_audiences(given, tree, *at)
    files.problems += problems
    return texts


def _text(files: Files, source: str, tree: YamlTree, *at: str | int) -> Text:
    text, problems = read_text(source, tree.where(*at), in_yaml=True)
    files.problems += problems
    return text


def _slip(files: Files, slip: SlipEntry, tree: YamlTree, audience: str) -> SlipText:
    def text(source: str, key: str) -> Text:
        return _text(files, source, tree, "slip", audience, key)

    return SlipText(
        statement=text(slip.statement, "statement"),
        return_to=text(slip.return_to, "return-to"),
        return_by=text(slip.return_by, "return-by"),
        no_consequence=text(slip.no_consequence, "no-consequence"),
    )


def _outline(files: Files, outline_id: str, file: Path) -> Outline | None:
    tree = files.yaml(file)
    if tree is None:
        return None
    model, problems = load_model(OutlineFile, tree)
    files.problems += problems
    if model is None:
        return None
    sections = [
        *(_section(files, entry, tree, "sections", n) for n, entry in enumerate(model.sections)),
        *(_section(files, entry, tree, "annexes", n) for n, entry in enumerate(model.annexes)),
    ]
    return Outline(outline_id, model.title, model.released, tuple(sections), Location(files.path_of(file), 1, 1))


def _section(files: Files, given: SectionEntry, tree: YamlTree, key: str, number: int) -> OutlineSection:
    where = tree.where(key, number)
    files.good_id(given.id, tree.where(key, number, "id"))
    entries = tuple(
        _slot(files, entry, tree, (key, number, "clauses", n))
        if isinstance(entry, SlotEntry)
        else Entry(entry, tree.where(key, number, "clauses", n))
        for n, entry in enumerate(given.clauses)
    )
    titles = _texts(files, given.title, tree, key, number, "title")
    return OutlineSection(given.id, titles, entries, annex=key == "annexes", where=where)


def _slot(files: Files, given: SlotEntry, tree: YamlTree, at: tuple[str | int, ...]) -> Slot:
    options = tuple(
        Option(option.clause, option.says, tree.where(*at, "options", n)) for n, option in enumerate(given.options)
    )
    return Slot(given.choice, given.question, options, given.default or "", tree.where(*at))
