"""Names for PDFs that a school office recognises, that every system can hold and every web server can serve."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping

from generator.model.edition import Edition
from generator.model.site import AudienceSite
from generator.render.print_poster import LAYOUTS as POSTERS
from generator.render.web_versions import version_file
from generator.words.strings import name_of, say

FOLDER = "PDF"
_VERSION = "version"
"""The kind of the document beside a version's own page."""
_SCHOOL, _TITLE = 40, 60
"""Letters of a school's name and of a title that are kept: Windows allows 260 for a whole path."""
# Letters that have no simpler form in Unicode's own tables.
_SPELLED = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "&": " and "}
)


def printed_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """The PDFs of `edition`: its kind (a4, large, slip or a poster's layout) and the name that a build gives it."""
    yield "a4", f"{edition.policy}.pdf"
    yield "large", f"{edition.policy}-large-print.pdf"
    if edition.slip:
        yield "slip", f"{edition.policy}-slip.pdf"
    if edition.on_poster():
        for layout in POSTERS:
            yield layout, f"{edition.policy}-{layout}.pdf"


def pdf_names(sites: tuple[AudienceSite, ...]) -> Mapping[str, str]:
    """For each PDF of `sites`, by its path under the school's folder, the path with a plain name.

    "pupil/print/rules-slip.pdf" → "PDF/Hill-School-Online-rules-Pupil-edition-slip.pdf". No two are equal, also where
    letter case does not count. Hyphens, because a web address shows each space as %20.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for site in sites:
        for edition, kind, file in _printed(site):
            name = next(name for name in _candidates(edition, kind, site.drafts) if name.casefold() not in taken)
            taken.add(name.casefold())
            names[f"{site.name}/print/{file}"] = f"{FOLDER}/{name}"
    return names


def _printed(site: AudienceSite) -> Iterator[tuple[Edition, str, str]]:
    for edition in site.editions:
        yield from ((edition, kind, file) for kind, file in printed_files(edition))
    for edition in site.versions:
        if edition.version and site.tells(edition):
            yield edition, _VERSION, version_file(edition.policy, edition.version)


def plain_name(text: str, longest: int) -> str:
    """`text` in unaccented letters and digits with hyphens between, cut between words; "" when nothing is left."""
    letters = re.sub(r"[\u0300-\u036f'’]", "", unicodedata.normalize("NFKD", text.translate(_SPELLED)))
    words = re.findall(r"[A-Za-z0-9]+", letters)
    kept = list(itertools.takewhile(lambda so_far: len(so_far) <= longest, itertools.accumulate(words, "{}-{}".format)))
    return kept[-1] if kept else "".join(words[:1])[:longest]


def _candidates(edition: Edition, kind: str, draft: bool) -> Iterator[str]:
    """Names for one PDF, the best first; two policies of a school may have one title."""
    language = edition.language
    school = plain_name(edition.school.short_name, _SCHOOL) or edition.school.id
    title = plain_name(edition.plain(edition.title), _TITLE) or edition.policy
    ending = [
        name_of(edition),
        *([say("cover.version-draft", language)] if draft else []),
        *([] if kind in ("a4", _VERSION) else [say(f"paste.file.{kind}", language)]),
        *(
            [say("versions.name", language, number=edition.version.number)]
            if kind == _VERSION and edition.version
            else []
        ),
    ]
    numbered = (f"{title}-{edition.policy}-{number}" for number in itertools.count(2))
    for one in itertools.chain((title, f"{title}-{edition.policy}"), numbered):
        yield "-".join([school, one, *(plain_name(words, _TITLE) for words in ending)]) + ".pdf"
