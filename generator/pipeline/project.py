"""Writes one edition out as a plain MkDocs project that stock MkDocs builds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.compose.sites import named_sites
from generator.engines.house import read_house
from generator.house_templates import laid_over
from generator.model.edition import Audience
from generator.model.schools import School
from generator.model.site import AudienceSite
from generator.pipeline.checking import check
from generator.pipeline.order import BuildOrder
from generator.pipeline.wanted import wanted
from generator.problems import Problem, errors
from generator.publish import Stage, output_folder
from generator.render.web_plain import plain_project

HOLDS = "plain project"


@dataclass(frozen=True, slots=True)
class EditionName:
    """Which edition: ids of the school and of the policy, and the audience."""

    school: str
    audience: Audience
    policy: str


def compose_project(root: Path, name: EditionName, out: Path, today: datetime.date) -> tuple[Problem, ...]:
    """Writes the project of one edition to `out`, whole or not at all, unless a fault counts for it.

    Returns the problems that count. Raises `publish.PublishError` for the machine's faults.
    """
    with Stage(output_folder(out, workspace=root, holds=HOLDS)) as stage:
        checked = check(root, today)
        plan = wanted(checked, BuildOrder(root, out, today, schools=(name.school,), audiences=(name.audience,)))
        if plan.stop:
            return plan.problems
        school = checked.workspace.schools[name.school]
        sites = named_sites(checked.workspace, school, (name.audience,))
        found = ((site, edition) for site in sites for edition in site.editions if edition.policy == name.policy)
        site, edition = next(found, (None, None))
        if site is None or edition is None:
            return (*plan.problems, _not_taken(school, sites, name))
        house = read_house(laid_over(root, "web"), checked.workspace.house)
        for path, content in plain_project(site, edition, house).items():
            stage.write(path, content)
        stage.commit()
    return tuple(problem for problem in plan.problems if problem not in errors(plan.problems))


def _not_taken(school: School, sites: Iterable[AudienceSite], name: EditionName) -> Problem:
    if name.policy in school.policies:
        message = f"the policy “{name.policy}” has no {name.audience} edition"
    else:
        message = f"{school.id} does not take the policy “{name.policy}”"
    taken = ", ".join(edition.policy for site in sites for edition in site.editions)
    hint = f"For this audience it has: {taken}." if taken else "It has no policy for this audience."
    return Problem("policy-not-taken", school.where, message, hint, school=school.id)
