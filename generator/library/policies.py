"""Reads `content/policies/`: what each policy's outlines share, and the outlines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.library.files import Files
from generator.library.kinds import OUTLINE, POLICY
from generator.library.translations import with_policy_translations
from generator.model.library import Outline, Policy
from generator.problems import Location, Problem


def read_policies(files: Files) -> tuple[dict[str, Policy], frozenset[str]]:
    """All readable policies by id, and the others ("policies/<id>", "policies/<id>/<outline>"), reported to `files`."""
    policies: dict[str, Policy] = {}
    unreadable: set[str] = set()
    for policy_id in files.folders("content/policies"):
        folder = files.root / "content" / "policies" / policy_id
        if files.good_id(policy_id, Location(f"content/policies/{policy_id}")):
            outlines, faulty = _outlines(files, policy_id, folder)
            unreadable |= faulty
            policy = _policy(files, policy_id, folder)
            if policy is not None:
                translated = with_policy_translations(files, replace(policy, outlines=outlines), faulty)
                policies[policy_id] = translated
            else:
                unreadable.add(f"policies/{policy_id}")
    return policies, frozenset(unreadable)


def _outlines(files: Files, policy_id: str, folder: Path) -> tuple[dict[str, Outline], set[str]]:
    outlines: dict[str, Outline] = {}
    faulty: set[str] = set()
    for outline_id, file in files.listed(files.path_of(folder), ".yml", translated=True):
        if outline_id == "policy":
            continue
        outline = files.read(file, OUTLINE, outline_id)
        if outline is None:
            faulty.add(f"policies/{policy_id}/{outline_id}")
        else:
            outlines[outline_id] = outline
    return outlines, faulty


def _policy(files: Files, policy_id: str, folder: Path) -> Policy | None:
    shared = folder / "policy.yml"
    if not shared.exists():
        message = f"the policy “{policy_id}” has no policy.yml with its title and summary"
        where = Location(files.path_of(shared))
        files.problems.append(Problem("policy-file-missing", where, message, "Copy the one of another policy."))
        return None
    return files.read(shared, POLICY, policy_id)
