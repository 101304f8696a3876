"""What the front pages list, kept beside the two trees so that a build of one school leaves the others as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.model.site import Front, SchoolEntry, Tree
from generator.model.workspace import Workspace
from generator.publish import PublishError

FILE = ".policypress-listed.json"
"""At the root of the output, outside `public/` and `internal/`, which go to hosts of their own."""

Listed = Mapping[Tree, tuple[SchoolEntry, ...]]


@cache
def _adapter() -> TypeAdapter[dict[Tree, tuple[SchoolEntry, ...]]]:
    return TypeAdapter(dict[Tree, tuple[SchoolEntry, ...]])


def read_listed(out: Path) -> Listed:
    """What the last build listed; nothing when there was none.

    Raises `publish.PublishError` when its note cannot be read: the schools that it named would drop out of the list.
    """
    try:
        return _adapter().validate_json((out / FILE).read_bytes())
    except FileNotFoundError:
        return {}
    except ValidationError as fault:
        raise PublishError(
            f"{out / FILE} is damaged, so the schools that are not built now would be missing from the front page.",
            "Build everything once, without --school and --audience: that writes it anew.",
        ) from fault


def write_listed(listed: Listed) -> tuple[str, bytes]:
    """The note for the next build: its path and its bytes."""
    plain = _adapter().dump_python(dict(listed), mode="json")
    return FILE, (json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def front_of(workspace: Workspace, listed: Listed, tree: Tree) -> Front:
    """The front of `tree`, schools sorted by printed name."""
    schools = sorted(listed.get(tree, ()), key=lambda entry: (entry.school.name.casefold(), entry.school.id))
    address = workspace.public_address if tree == "public" else workspace.internal_address
    return Front(tree, address, tuple(schools))
