"""Which files of earlier builds a commit may remove, of those that it neither has nor was told to leave."""

from __future__ import annotations

from dataclasses import dataclass


def everything(path: str) -> bool:
    """The scope of a full build: whatever Policypress wrote before, and not now, is removed."""
    return True


def nothing(path: str) -> bool:
    """The scope of a build of single folders: what is neither taken nor written stays."""
    return False


@dataclass(frozen=True, slots=True)
class Within:
    """What `within` returns; `starts` are the folders, each with a slash at its end."""

    starts: tuple[str, ...]

    def __call__(self, path: str) -> bool:
        """Whether `path` may be removed."""
        return path.startswith(self.starts)


def within(*folders: str) -> Within:
    """The scope of a partial build: only what Policypress wrote before in these folders, and not now, is removed."""
    return Within(tuple(folder.rstrip("/") + "/" for folder in folders))
