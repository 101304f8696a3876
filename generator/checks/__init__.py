"""Every fault of a policy folder, found in one go. Pure functions over values; one function, one code."""

from generator.checks.registry import check_workspace

__all__ = ["check_workspace"]
