"""What the house templates need to know of a site beside its pages: words, notices, links around it, security."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.model.edition import AUDIENCES, Audience, SchoolProfile
from generator.model.languages import ENGLISH, Language
from generator.model.site import AudienceSite, Tree, site_name
from generator.render.web_missing import STYLE_SOURCE
from generator.words.strings import edition_name, say

SCRIPT_HASHES = "script-hashes"
"""Stands in a page's Content-Security-Policy where stamping sets the hashes of the scripts that stand in the page."""

POLICY = (
    "default-src 'none'; "
    f"script-src 'self' {SCRIPT_HASHES}; "
    "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""Content-Security-Policy of every page. The theme's style sheet draws its arrows from data: images."""

MISSING_POLICY = POLICY.replace("style-src 'self'", f"style-src 'self' {STYLE_SOURCE}")
"""The same for the page for what is missing, whose styles stand in it."""

_WORDS = (
    "home breadcrumbs menu on-this-page previous next pages search.edition search.clear search.close search.start "
    "search.results editions editions.this all-schools missing missing.why missing.what"
).split()


def words(language: Language = ENGLISH) -> dict[str, str]:
    """Our words that the house templates print, under their keys with `_` for `.` and `-`."""
    return {key.replace(".", "_").replace("-", "_"): say(key, language) for key in _WORDS}


def notices(
    tree: Tree, school: SchoolProfile | None = None, language: Language = ENGLISH, unchecked: bool = False
) -> list[str]:
    """The lines that stand at the top of every page, save what concerns one policy only.

    `unchecked` says that the page holds a translation that nobody has checked: it is told in both languages.
    """
    lines = [say("notice.internal", language)] if tree == "internal" else []
    if unchecked:
        lines.append(machine_draft(language))
    if school and school.demonstration:
        lines.append(say("notice.demonstration", language))
    if school and school.template:
        lines.append(say("notice.template", language))
    return lines


def machine_draft(language: Language) -> str:
    """The notice on a translation that nobody has checked, also for those who do not read it well."""
    return f"{say('notice.machine-draft', language)} / {say('notice.machine-draft')}"


def lang_of(language: Language) -> str:
    """The attribute of what may stand among words in English."""
    return "" if language == ENGLISH else f' lang="{language}"'


@dataclass(frozen=True, slots=True)
class Frame:
    """What the pages of an audience's site say of it beside their own text; sites of many schools have equal ones.

    `steps` is how many folders up the root of the tree is, `school` the mark of the school's name, `logo` the path of
    its logo in the site or ""; `names` are those of editions that are not called after their audiences.
    """

    audience: Audience
    steps: int
    noindex: bool
    notices: tuple[str, ...]
    siblings: tuple[Audience, ...]
    school: str
    logo: str
    language: Language = ENGLISH
    languages: tuple[Language, ...] = (ENGLISH,)
    names: tuple[tuple[Audience, str], ...] = ()
    drafts: bool = False

    def name(self, audience: Audience) -> str:
        """What the edition for `audience` is called."""
        return dict(self.names).get(audience) or edition_name(audience, self.language)


def audience_frame(site: AudienceSite, school: str, logo: str) -> Mapping[str, object]:
    """`extra` of an audience's site: one and the same mapping for equal frames, not to be changed."""
    place = site.place
    steps = len(place.folder.split("/"))
    lines = tuple(notices(place.tree, site.school, site.language, site.unchecked))
    told = (site.language, place.languages, place.names, site.drafts)
    return _extra(Frame(site.audience, steps, place.noindex, lines, place.siblings, school, logo, *told))


@lru_cache(maxsize=1024)
def _extra(frame: Frame) -> Mapping[str, object]:
    steps, language = frame.steps, frame.language
    return {
        "scope": "/",
        "assets": "../" * steps,
        "csp": POLICY,
        "noindex": frame.noindex,
        "audience": frame.audience,
        "school": frame.school,
        "edition": _named(frame),
        "notices": list(frame.notices),
        "editions": _editions(frame),
        "up": [
            {"title": say("all-editions", language), "href": "../" * (steps - 1)},
            {"title": say("all-schools", language), "href": "../" * steps},
        ],
        "words": words(language),
        "generator": False,
        **({"logo": frame.logo} if frame.logo else {}),
        **({"language": language} if language != ENGLISH else {}),
        **({"languages": _languages(frame)} if len(frame.languages) > 1 else {}),
    }


def _named(frame: Frame) -> str:
    name = frame.name(frame.audience)
    return say("edition.drafts", frame.language, edition=name) if frame.drafts else name


def _editions(frame: Frame) -> list[Mapping[str, object]]:
    """The editions of this school that a reader of this tree may see, this one included."""
    return [
        {"title": frame.name(audience), "href": f"../{audience}/", "here": audience == frame.audience}
        for audience in AUDIENCES
        if audience in frame.siblings
    ]


def _languages(frame: Frame) -> list[Mapping[str, object]]:
    """The languages in which these readers have a site, each under its own name, this one included."""
    up = "../" * len(site_name(frame.audience, frame.language, frame.drafts).split("/"))
    return [
        {
            "title": say("language.name", language),
            "lang": language,
            "href": f"{up}{site_name(frame.audience, language, frame.drafts)}/",
            "here": language == frame.language,
        }
        for language in frame.languages
    ]


def headers(tree: Tree) -> bytes:
    """The `_headers` file of a tree, which hosts such as Netlify and Cloudflare Pages read; script hashes to be set."""
    lines = [
        f"Content-Security-Policy: {MISSING_POLICY}; frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        "Permissions-Policy: camera=(), geolocation=(), microphone=()",
        *(["X-Robots-Tag: noindex, nofollow"] if tree == "internal" else []),
    ]
    return ("/*\n" + "".join(f"  {line}\n" for line in lines)).encode()
