"""Where the folders that come with Policypress lie: house templates, and what a new policy folder starts with.

A wheel holds copies of them inside the package; a checkout has them beside it.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def house_folder() -> Path:
    """The house templates (`web/`, `print/`), over which a policy folder's own `overrides/` is laid."""
    return _first_there(PACKAGE / "house", PACKAGE.parent / "overrides")


def laid_over(workspace: Path, kind: str) -> list[Path]:
    """The folders of templates of one kind (`web`, `print`): ours, and the policy folder's own over them."""
    return [house_folder() / kind, workspace / "overrides" / kind]


def starter_folder() -> Path:
    """The folder with `content/` and `mkdocs.yml` that `policypress new workspace` copies; copy nothing else in it."""
    return _first_there(PACKAGE / "starter", PACKAGE.parent)


def _first_there(packed: Path, checkout: Path) -> Path:
    return packed if packed.is_dir() else checkout
