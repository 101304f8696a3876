"""The only reader of a policy folder."""

from generator.library.workspace import find_workspace, read_workspace

__all__ = ["find_workspace", "read_workspace"]
