"""Codes of commands that refuse what they are asked."""

from __future__ import annotations

from generator.checks.codes.code import Code

COMMANDS: tuple[Code, ...] = (
    Code(
        "answer-fixed",
        "A school does not answer what its group has fixed.",
        "The group answers for it.",
        "policypress new school forge --value authority.name=Ours",
        "ask the group",
    ),
    Code(
        "audience-withheld",
        "A clause is reworded only for readers who get it.",
        "There is no wording to replace.",
        "policypress reword forge staff-discipline --audience pupil",
        "policypress reword forge staff-discipline --audience staff",
    ),
    Code(
        "clause-empty",
        "A new clause has at least one reader.",
        "A clause that everybody is kept from is no rule.",
        "policypress add, with every audience withheld",
        "policypress add, with a wording for staff",
    ),
    Code(
        "clause-left-out",
        "A clause that the school leaves out is not changed.",
        "Nobody would read the change.",
        "policypress reword forge be-kind, while `leave-out:` names be-kind",
        "remove the line under `leave-out:` first",
    ),
    Code(
        "clause-locked",
        "A locked clause is neither reworded nor left out.",
        "The library or the group answers for its words.",
        "policypress reword forge be-kind, while be-kind says lock: locked",
        "ask whoever locked it",
    ),
    Code(
        "clause-not-in-policy",
        "A clause that is to be changed stands in one of the school’s policies.",
        "Nobody would read the change.",
        "policypress reword forge be-kind, while another option is chosen",
        "choose be-kind first",
    ),
    Code(
        "clause-own",
        "A clause of the school’s own is changed in its file.",
        "It replaces nothing of the library.",
        "policypress reword forge our-garden",
        "open schools/forge/clauses/our-garden.md",
    ),
    Code(
        "clause-unreadable",
        "A clause that is to be changed can be read.",
        "A file with faults cannot be copied.",
        "policypress reword forge be-kind, while be-kind.md has faults",
        "policypress check, and mend it first",
    ),
    Code(
        "detail-unknown",
        "An answer is given only to a detail that the school’s policies use.",
        "A misspelt name would silently have no effect.",
        "policypress new school forge --value head.titel=headteacher",
        "policypress new school forge --value head.title=headteacher",
    ),
    Code(
        "edition-not-composed",
        "A clause is named by its number only while the edition has no faults.",
        "With faults nobody can say which number it would have.",
        'policypress reword forge "staff 4.3", while `check` finds faults',
        "policypress reword forge be-kind",
    ),
    Code(
        "export-empty",
        "A school that is to be exported has pages in the tree that is named.",
        "An empty file helps nobody: drafts are internal unless the school publishes them.",
        "policypress export forge public, while forge does not say `publish: draft`",
        "policypress export forge internal",
    ),
    Code(
        "nothing-to-confirm",
        "A wording is confirmed beside a staff wording.",
        "Without both there is nothing to compare.",
        "policypress confirm tone-must pupil, while pupils do not get tone-must",
        "policypress confirm be-kind pupil",
    ),
    Code(
        "policy-not-taken",
        "A policy that is to be composed is one that the school takes.",
        "Without an outline there is nothing to compose.",
        "policypress compose forge pupil --policy parking --out DIR",
        "policypress compose forge pupil --policy social-media --out DIR",
    ),
    Code(
        "record-personal",
        "No record of a decision holds a person’s name, telephone number or e-mail address.",
        "A record is kept for ever, and people move on. Contacts are printed from today’s file.",
        "A detail that says “Ask Ada O’Neill”, when Ada O’Neill stands under contacts:",
        "A detail that says “Ask the Principal”",
    ),
    Code(
        "same-as-nothing",
        "`same-as` names an audience that has its own wording.",
        "Otherwise there is no wording to be the same as.",
        "policypress add, with pupils the same as parents and parents withheld",
        "policypress add, with pupils the same as staff and a wording for staff",
    ),
    Code(
        "school-unknown",
        "A school that is named has a folder under schools/.",
        "Nothing can be made for a school that is not there.",
        "policypress build --school frogge",
        "policypress build --school forge",
    ),
    Code(
        "school-unreadable",
        "A school that is to be changed can be read.",
        "A file with faults cannot be changed safely.",
        "policypress reword forge be-kind, while school.yml has faults",
        "policypress check, and mend it first",
    ),
    Code(
        "wording-exists",
        "A school words a clause itself once.",
        "A second file would overwrite what somebody wrote.",
        "policypress reword forge be-kind, twice",
        "open schools/forge/clauses/be-kind.md",
    ),
)
