"""Codes of texts in other languages."""

from __future__ import annotations

from generator.checks.codes.code import Code

TRANSLATIONS: tuple[Code, ...] = (
    Code(
        "translation-detail",
        "A translation reads only details, and refers only to clauses, that its English does.",
        "Those are known to be there; and readers of both languages are told the same.",
        "be-kind.md: Be kind.   (and be-kind.cy.md: Byddwch yn garedig yn {{ school.name }}.)",
        "be-kind.md: Be kind at {{ school.name }}.   (and be-kind.cy.md: Byddwch yn garedig yn {{ school.name }}.)",
    ),
    Code(
        "translation-filter",
        "A filter that makes words is of the language of its text.",
        "Months and the “and” of a list are other words in Welsh, and “a”, “an” and ’s are English.",
        "be-kind.cy.md: {{ review.date | date }}",
        "be-kind.cy.md: {{ review.date | date_cy }}",
    ),
    Code(
        "translation-incomplete",
        "A translation has for each of its readers all that the English has.",
        "An edition whose title or slip is missing in its language cannot be made.",
        "policy.cy.yml: title: {pupil: …}, summary: {}",
        "policy.cy.yml: title: {pupil: …}, summary: {pupil: …}",
    ),
    Code(
        "translation-lost",
        "A translation stands beside the text that it translates, under the same name.",
        "Otherwise nobody can tell what it translates.",
        "content/clauses/be-kind.cy.md, without content/clauses/be-kind.md",
        "content/clauses/be-kind.md and content/clauses/be-kind.cy.md",
    ),
    Code(
        "translation-stale",
        "A translation names the English text that it is of, and that is the English of today.",
        "When the English changes, readers of the other language would go on being told what it said before.",
        "be-kind.cy.md: of: {pupil: 0123456789abcdef}, after the English was changed",
        "be-kind.cy.md: of: {pupil: the sign that `policypress check` names}, once the Welsh says the same again",
        warning=True,
    ),
    Code(
        "translation-unused",
        "What is translated is there in English for the same readers.",
        "Nobody would ever be shown it.",
        "be-kind.md: # Staff   (and be-kind.cy.md: # Pupil)",
        "be-kind.md: # Staff, # Pupil   (and be-kind.cy.md: # Pupil)",
    ),
    Code(
        "welsh-unready",
        "A public edition in Welsh is wholly translated, from the English of today, and checked.",
        "Parents and pupils would be shown English, or a machine’s draft, as the school’s Welsh policy.",
        "languages: [en, cy], publish: draft   (and clauses without translation)",
        "languages: [en], or translations that carry `checked: {by: …, on: …}`",
    ),
)
