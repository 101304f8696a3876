"""Shapes of the library’s YAML files: details, sources, helplines, services, reviews, glossary, coverage, old ids."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from generator.formats.file_model import FileModel, Id, IsoDate, Line, WebAddress

AudienceName = Literal["staff", "pupil", "parent"]
NationName = Literal["england", "wales", "northern-ireland", "scotland"]
ForAudiences = Line | dict[AudienceName, Line]
"""One text for all, or one for each audience."""

AnyValue = Line | tuple[Line, ...]


class CheckedEntry(FileModel):
    """Who has checked a translation."""

    by: Line = Field(description="Their role, never their name.")
    on: IsoDate


class VariableEntry(FileModel):
    """A detail that differs between schools."""

    type: Literal["text", "paragraphs", "list", "link", "date"] = "text"
    question: Line = Field(description="What to ask the school, as a question.")
    example: AnyValue = Field(description="An example answer.")
    blank: Line = Field(description="The label of an unfilled place, such as `insert school name`.")
    optional: bool = False
    by_hand: bool = Field(
        default=False, description="A place to write on, as in a form or letter, unless a school gives a value."
    )
    begins: tuple[Line, ...] = Field(
        default=(), description="Words with one of which an English value begins, because it goes on with a sentence."
    )
    default: AnyValue | dict[NationName, AnyValue] | None = None
    default_cy: AnyValue | dict[NationName, AnyValue] | None = Field(
        default=None, description="What the default says in Welsh, where that differs."
    )
    from_: Literal["name", "short-name", "nation", "phase", "type", "group-name"] | None = Field(
        default=None, alias="from", description="The fact of the school's profile that this detail shows."
    )


class VariablesFile(FileModel):
    """content/variables.yml: every detail, declared once."""

    variables: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")], VariableEntry]


class SourceEntry(FileModel):
    """A law or guidance."""

    title: Line
    nations: tuple[NationName, ...]
    link: WebAddress
    checked_on: IsoDate
    checked_by: Line
    note: str | None = None


class SourcesFile(FileModel):
    """content/sources.yml: laws and guidance that clauses cite."""

    sources: dict[Id, SourceEntry]


class HelplineTranslation(FileModel):
    """A helpline in another language."""

    name: Line
    for_: Line = Field(alias="for")
    checked: CheckedEntry | None = None


class HelplineEntry(FileModel):
    """A national helpline."""

    name: Line
    nations: tuple[NationName, ...]
    audiences: tuple[AudienceName, ...]
    for_: Line = Field(alias="for")
    phone: str | None = None
    link: WebAddress | None = None
    checked_on: IsoDate
    checked_by: Line
    note: str | None = None
    cy: HelplineTranslation | None = Field(default=None, description="The same in Welsh.")


class HelplinesFile(FileModel):
    """content/helplines.yml: whom readers of a nation can turn to."""

    helplines: dict[Id, HelplineEntry]


class ServiceEntry(FileModel):
    """A service on which people post."""

    name: Line
    link: WebAddress = Field(description="Its page on how to report a post.")
    how: Line = Field(description="How to report a post, in one or two sentences.")
    without_account: Line | None = Field(default=None, description="How to report one without an account.")
    checked_on: IsoDate
    checked_by: Line
    note: str | None = None


class ServicesFile(FileModel):
    """content/services.yml: where to report a post to each service."""

    services: dict[Id, ServiceEntry]


def _months(given: int) -> int:
    if not 1 <= given <= 120:
        raise ValueError("must be a number of months from 1 to 120")
    return given


class ReviewEntry(FileModel):
    """How often schools of some nations look at a policy, and what the law asks."""

    nations: tuple[NationName, ...]
    statutory: bool = Field(description="Whether the law asks schools to have the policy.")
    on_website: bool = Field(description="Whether the law asks schools to have it on their website.")
    months: Annotated[int, AfterValidator(_months)] = Field(
        description="Months from one review to the next, as a whole number.",
        json_schema_extra={"minimum": 1, "maximum": 120},
    )
    says: Line = Field(description="Why so often, in a sentence for governors.")
    source: Id | None = Field(
        default=None, description="The law or guidance that says so. Without it this is a suggestion only."
    )
    checked_on: IsoDate
    checked_by: Line


class ReviewsFile(FileModel):
    """content/reviews.yml: how often each policy is looked at, by nation."""

    reviews: dict[Id, tuple[ReviewEntry, ...]]


class GlossaryTranslation(FileModel):
    """A word and its meaning in another language."""

    term: Line
    meaning: ForAudiences
    checked: CheckedEntry | None = None


class GlossaryEntry(FileModel):
    """A word that readers may not know."""

    term: Line
    meaning: ForAudiences
    cy: GlossaryTranslation | None = Field(default=None, description="The same in Welsh.")


class GlossaryFile(FileModel):
    """content/glossary.yml: words and their meanings."""

    glossary: dict[Id, GlossaryEntry]


class RetiredEntry(FileModel):
    """An id that is never used again."""

    id: Id
    on: IsoDate
    why: Line


class RetiredFile(FileModel):
    """content/retired.yml: ids of clauses that were withdrawn."""

    retired: tuple[RetiredEntry, ...] = ()


class CarryingField(FileModel):
    """A place on the page that carries a rule."""

    field: Line


class CoveredRule(FileModel):
    """Where a rule of the source policies is carried, or why it is not."""

    seen_in: dict[Id, Line]
    carried_by: tuple[Line | CarryingField, ...] = ()
    replaced: str | None = None
    left_out: str | None = None
    note: str | None = None


class RuleSource(FileModel):
    """A policy from which rules were taken."""

    title: Line
    nation: NationName


class CoverageFile(FileModel):
    """content/coverage.yml: each rule of the source policies and where it is carried."""

    sources_of_rules: dict[Id, RuleSource]
    additions: dict[Id, Line] = Field(
        default={}, description="Clauses of the library's own, which carry no rule of a source, and why they are there."
    )
    rules: dict[Id, CoveredRule]
