"""`python -m bench.peers.plain WORKSPACE FOLDER [N]`: plain MkDocs projects of the first N schools, or of all.

They are what `policypress compose` writes, made in one process: FOLDER/<school>/<audience>.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path


def write_projects(workspace: Path, folder: Path, schools: int = 0) -> Iterator[Path]:
    """Writes the projects of the first `schools` schools (0: of all) and gives the folder of each."""
    from generator.compose.sites import audience_sites
    from generator.engines.house import read_house
    from generator.house_templates import laid_over
    from generator.library import read_workspace
    from generator.render.web_plain import plain_project

    policies, _ = read_workspace(workspace)
    house = read_house(laid_over(workspace, "web"), policies.house)
    for school in sorted(policies.schools)[: schools or None]:
        for site in audience_sites(policies, policies.schools[school]):
            for edition in site.editions:
                project = folder / school / site.audience
                _write(project, plain_project(site, edition, house))
                yield project


def _write(project: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(content)


def projects(folder: Path) -> list[Path]:
    """The projects in `folder`, sorted."""
    return sorted(file.parent for file in folder.glob("*/*/mkdocs.yml"))


def main() -> None:
    """The command line."""
    workspace, folder, *count = sys.argv[1:]
    for _ in write_projects(Path(workspace), Path(folder), int(count[0]) if count else 0):
        pass


if __name__ == "__main__":
    main()
