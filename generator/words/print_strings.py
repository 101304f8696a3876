"""The words of print: those that it shares with the website, and those that stand on paper only.

A language is added here with the same keys, and in `strings.py`; Welsh stands in `welsh.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from generator.words.strings import say
from generator.words.welsh import PRINT_WORDS as WELSH

_ENGLISH = {
    "footer.draft": "DRAFT {fingerprint}",
    "footer.version": "Version {version}, in force from {date}",
    "slip.draft": "{edition}, draft {fingerprint} of {date}",
    "slip.version": "{edition}, version {version}, in force from {date}",
    "watermark.template": "TEMPLATE",
    "empty": "This page is left empty on purpose.",
    "page": "Page",
    "of": "of",
    "cited-in": "For",
    "web": "On the web",
    "qr": "QR code of the address {address}",
    "logo": "Logo of {school}",
    "signed": "Signed for the school",
    "chair": "Chair",
    "head": "Head",
    "date": "Date",
    "blanks.label": "In the text",
    "slip": "Slip to return",
    "slip.leaf": "Cut out or tear off this page and hand it in. The policy stays with you.",
    "slip.specimen": "SPECIMEN: this is a draft, please do not sign it.",
    "slip.name-pupil": "Your name",
    "slip.name-parent": "Child’s name",
    "slip.class": "Class",
    "slip.signature": "Your signature",
    "slip.cut": "Cut here",
    "poster": "Poster",
    "poster.web": "All our rules",
    "list": "Class list",
    "list.note": "Tick when the slip comes back. Keep this list only as long as you need it.",
    "list.name": "Name",
    "list.returned": "Returned",
}

_TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"en": MappingProxyType(_ENGLISH), "cy": MappingProxyType(WELSH)}
)

_SHARED = (
    "annex",
    "blanks",
    "blanks.answer",
    "blanks.ask",
    "blanks.lead",
    "chart.described",
    "chart.words",
    "contacts",
    "contents",
    "own-clause",
    "own-wording",
    "sources",
    "sources.lead",
    "tell",
    "tell.helplines",
    "words",
)


@cache
def print_words(language: str) -> Mapping[str, str]:
    """All words that the house templates need, by their keys; raises KeyError for a language that we do not have."""
    return MappingProxyType({key: say(key, language) for key in _SHARED} | dict(_TABLES[language]))
