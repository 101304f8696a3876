"""The addresses at which pages are published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.checks.inspection import Inspection
from generator.checks.school_view import SchoolView
from generator.checks.words import counted, shortened
from generator.formats.web_address import fault_of_address
from generator.problems import Problem

LONGEST = 200
"""Characters of an address: it is printed, and made into a QR code."""

_HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:]+")


def address_bad(inspection: Inspection) -> Iterator[Problem]:
    """The addresses in mkdocs.yml are web addresses."""
    workspace = inspection.workspace
    for key, address in (("site_url", workspace.public_address), ("extra.internal_url", workspace.internal_address)):
        fault = _fault(address)
        if fault:
            message = f"`{key}` {fault}, and “{shortened(address)}” is none"
            yield Problem("address-bad", workspace.where, message, "Write it as https://policies.example/.")


def school_address_bad(view: SchoolView) -> Iterator[Problem]:
    """The address of a school's pages is a short web address that others can be made from."""
    fault = _fault(view.school.address)
    if fault:
        message = f"`address` {fault}, and “{shortened(view.school.address)}” is none"
        hint = "Write it as https://policies.example/."
        yield Problem("school-address-bad", view.place("address"), message, hint)


def _fault(address: str) -> str:
    """What is wrong with an address under which pages are published; "" when nothing is, or there is none."""
    if not address:
        return ""
    if len(address) > LONGEST:
        return f"must be a web address of at most {LONGEST} characters"
    if fault := fault_of_address(address):
        return fault
    try:
        parts = urlsplit(address)
        good = parts.port != 0 and not parts.netloc.endswith(":") and bool(_HOST.fullmatch(parts.hostname or ""))
    except ValueError:
        good = False
    if not good:
        return "must be a web address with a host of plain letters, such as policies.example"
    return "must be a web address without ? and #" if "?" in address or "#" in address else ""


def address_missing(inspection: Inspection) -> Iterator[Problem]:
    """The address of a school's pages is known; without it paper carries no QR code."""
    workspace = inspection.workspace
    without = [facts.id for facts in inspection.facts.values() if not facts.has_address]
    if without and not workspace.public_address:
        message = f"no address is known for the pages of {counted(len(without), 'school')} "
        message += f"({shortened(', '.join(sorted(without)))}), so paper copies carry no QR code"
        hint = "Write where the pages are published at `site_url:` in mkdocs.yml, or `address:` in the school’s file."
        yield Problem("address-missing", workspace.where, message, hint, severity="warning")
