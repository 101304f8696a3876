"""What print says of a document as a whole: cover block, header, footer, notices, watermark, contacts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.contacts import Contact
from generator.model.edition import Edition, Result, Version
from generator.model.edition_json import fingerprint
from generator.model.site import AudienceSite
from generator.render.print_blocks import Plain, Walk
from generator.render.record_facts import record_facts
from generator.render.web_frame import machine_draft
from generator.words.print_strings import print_words
from generator.words.strings import long_date, name_of, say, status_words, watermark


def document_values(site: AudienceSite, edition: Edition) -> dict[str, Plain]:
    """All that a school sets in an edition, its colour, layout and pictures left out."""
    title = edition.plain(edition.title)
    name = name_of(edition)
    mark = "" if edition.version else fingerprint(edition)[:8]
    return {
        "holes": {key: result.text for key, result in edition.results},
        "blanks": {key: _kind_of_blank(key, result) for key, result in edition.results if result.blank},
        "school": edition.school.name,
        "letterhead": "" if edition.school.template else edition.school.name,
        "running": edition.school.short_name or edition.school.name,
        "title": title,
        "edition": name,
        "document": f"{title}: {name}, {edition.school.name}",
        "status": status_words(edition),
        "cover": list(_cover(edition, mark)),
        "signatures": _signatures(edition),
        "footer": _version_line(edition, mark, "footer"),
        "slip-line": _version_line(edition, mark, "slip"),
        "draft": bool(watermark(edition)),
        "notices": list(_notices(site, edition)),
        "watermark": list(_watermark(edition)),
        "contacts": [_contact(entry) for entry in site.contacts.shown(edition.audience)],
        "changed": _changed(site, edition),
        "address": policy_address(site, edition),
    }


def _kind_of_blank(key: str, result: Result) -> str:
    """Elements of paragraphs and lists, whose keys end with an index, are written on several lines."""
    if not result.by_hand:
        return "detail"
    return "by-hand-lines" if key.endswith("]") else "by-hand"


def policy_address(site: AudienceSite, edition: Edition) -> str:
    """The address of the web edition, which never changes; "" when none is known.

    What is in force, and a draft, stands under the policy's own address, any other version under one of its own.
    """
    if not site.place.address:
        return ""
    version = edition.version
    own = f"{version.address}/" if version and (version.old or site.versions_only or _waits(version)) else ""
    return f"{site.place.address}{edition.policy}/{own}"


def _waits(version: Version) -> bool:
    return version.standing is not None and version.standing.kind == "waiting"


def _cover(edition: Edition, mark: str) -> Iterator[Plain]:
    """Rows of the cover block: a label and inline nodes. School, title, edition and status stand above it, larger."""
    version, language = edition.version, edition.language
    words = [("group", edition.school.group_name)]
    if version:
        words += [("version", version.number), *record_facts(version, language)]
    else:
        words += [("version", f"{say('cover.version-draft', language)} {mark}")]
        words += [("released", long_date(edition.released, language))] if edition.released else []
    for name, text in words:
        if text:
            yield [say(f"cover.{name}", language), [text]]
    yield [say("cover.owner", language), Walk.through(edition).title(edition.owner)]


def _signatures(edition: Edition) -> Plain:
    """Under which lines the chair and the head sign, with the head's own title; none on a draft or an old version."""
    if edition.version is None or edition.version.old:
        return []
    words = print_words(edition.language)
    titles = {key: result.text for key, result in edition.results if not result.blank}
    head = titles.get("head.title", words["head"])
    return [words["chair"], head[:1].upper() + head[1:], words["date"]]


def _version_line(edition: Edition, mark: str, place: str) -> str:
    """One line that names the version: in the footer, or with the edition on a slip."""
    language = edition.language
    words, name = print_words(language), name_of(edition)
    if edition.version is None:
        date = long_date(edition.released, language)
        return words[f"{place}.draft"].format(edition=name, fingerprint=mark, date=date)
    date = long_date(edition.version.effective, language)
    return words[f"{place}.version"].format(edition=name, version=edition.version.number, date=date)


def _notices(site: AudienceSite, edition: Edition) -> Iterator[str]:
    if edition.school.demonstration:
        yield say("notice.demonstration", edition.language)
    if edition.unchecked:
        yield machine_draft(edition.language)
    if site.place.tree == "internal":
        yield say("notice.internal", edition.language)
    if edition.version and edition.version.old:
        yield status_words(edition)


def _watermark(edition: Edition) -> Iterator[str]:
    if edition.school.template:
        yield print_words(edition.language)["watermark.template"]
    if watermark(edition):
        yield watermark(edition)


def _contact(entry: Contact) -> Plain:
    return {
        "post": entry.post,
        "person": entry.person,
        "phone": entry.phone,
        "email": entry.email,
        "office": entry.office,
        "link": entry.link,
        "tell": entry.tell,
    }


def _changed(site: AudienceSite, edition: Edition) -> str:
    if not site.contacts.changed or not site.contacts.shown(edition.audience):
        return ""
    return say("contacts.changed", edition.language, date=long_date(site.contacts.changed, edition.language))
