"""The table of services: where to report a post, in the Markdown of the library.

It is a part of a clause's text, so website, print, search and fingerprint have it as they have any other words.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from generator.formats.filters import uk_date
from generator.formats.plain_markdown import markdown_text
from generator.model.library import Service
from generator.model.text import Literal, Runs

_ADDRESS_SAFE = ":/?#@!$&+,;=%~-._"
_ENGLISH = {
    "service": "Service",
    "how": "How to report a post",
    "without": "Without an account",
    "none": "–",
    "checked": "Links last checked on {date}.",
}
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": MappingProxyType(_ENGLISH)})
"""These words stand in the text of an edition, so they are written here and not where pages are made."""


def services_table(services: Iterable[Service], language: str = "en") -> Runs:
    """The table of `services` with the day since which all its links have been checked; nothing without any."""
    listed = tuple(services)
    if not listed:
        return ()
    words = _WORDS[language]
    some_without = any(service.without_account for service in listed)
    columns = 3 if some_without else 2
    rows = [(words["service"], words["how"], words["without"])]
    rows += [(_linked(each), _cell(each.how), _cell(each.without_account or words["none"])) for each in listed]
    header, *body = (f"| {' | '.join(row[:columns])} |" for row in rows)
    checked = words["checked"].format(date=uk_date(min(each.checked_on for each in listed)))
    lines = (header, f"|{'---|' * columns}", *body, "", checked)
    return (Literal("\n\n" + "\n".join(lines)),)


def _linked(service: Service) -> str:
    # A bracket in an address would end the link.
    address = urllib.parse.quote(service.link, safe=_ADDRESS_SAFE)
    return f"[{_cell(service.name)}]({address})"


def _cell(text: str) -> str:
    return markdown_text(" ".join(text.split()))
