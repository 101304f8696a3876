"""The only reader of a policy folder."""

from generator.library.workspace import (
    LibraryRead,
    find_workspace,
    read_ahead,
    read_house_style,
    read_library,
    read_one_school,
    read_workspace,
)

__all__ = [
    "LibraryRead",
    "find_workspace",
    "read_ahead",
    "read_house_style",
    "read_library",
    "read_one_school",
    "read_workspace",
]
