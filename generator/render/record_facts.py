"""What a cover says of the record of an adoption, on the web and on paper."""

from __future__ import annotations

from generator.model.edition import Version
from generator.words.strings import long_date, say


def record_facts(version: Version, language: str) -> tuple[tuple[str, str], ...]:
    """The names of our words for a row (`cover.<name>`) and what stands in it; nothing that is not known."""
    dates = (("adopted", version.adopted), ("effective", version.effective), ("review", version.review))
    rows = (
        ("approved-by", version.body),
        ("minute", version.minute),
        *((name, long_date(day, language) if day else "") for name, day in dates),
        ("reviewed", long_date(version.reviewed, language) if version.reviewed else ""),
        ("corrected", long_date(version.corrected, language) if version.corrected else ""),
        ("summary", version.summary),
        ("amended", str(version.amended or "")),
        ("written", version.written),
        ("follows", version.template),
        ("seal", version.seal),
        ("specimen", say("cover.specimen-note", language) if version.specimen else ""),
    )
    return tuple((name, fact) for name, fact in rows if fact.strip())
