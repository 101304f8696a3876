"""The addresses at which pages are published."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inspection import Inspection
from generator.checks.words import counted, shortened
from generator.formats.file_model import fault_of_address
from generator.problems import Problem


def address_bad(inspection: Inspection) -> Iterator[Problem]:
    """The addresses in mkdocs.yml are web addresses."""
    workspace = inspection.workspace
    for key, address in (("site_url", workspace.public_address), ("extra.internal_url", workspace.internal_address)):
        fault = fault_of_address(address) if address else ""
        if fault:
            message = f"`{key}` {fault}, and “{shortened(address)}” is none"
            yield Problem("address-bad", workspace.where, message, "Write it as https://policies.example/.")


def address_missing(inspection: Inspection) -> Iterator[Problem]:
    """The address of a school's pages is known; without it paper carries no QR code."""
    workspace = inspection.workspace
    without = [school.id for school in workspace.schools.values() if not school.address]
    if without and not workspace.public_address:
        message = f"no address is known for the pages of {counted(len(without), 'school')} "
        message += f"({shortened(', '.join(sorted(without)))}), so paper copies carry no QR code"
        hint = "Write where the pages are published at `site_url:` in mkdocs.yml, or `address:` in the school’s file."
        yield Problem("address-missing", workspace.where, message, hint, severity="warning")
