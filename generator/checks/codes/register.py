"""Codes of review dates and of the table of policies kept elsewhere."""

from __future__ import annotations

from generator.checks.codes.code import Code

REGISTER: tuple[Code, ...] = (
    Code(
        "other-policies-cell",
        "A cell of the table of policies kept elsewhere holds what its column is for.",
        "A register that misses or mistakes a review date is worse than none. In dates the day comes first.",
        "31/31/2026 below “Next review”",
        "31/12/2026, or 2026-12-31",
    ),
    Code(
        "other-policies-column",
        "The first row of the table of policies kept elsewhere names its columns, each once.",
        "Without the names nobody can say which of two dates is the next review.",
        "Policy;Next revue",
        "Policy;Next review",
    ),
    Code(
        "other-policies-name",
        "Policies that are kept elsewhere stand in other-policies.csv, and in no other file.",
        "Excel and sync programs like to save beside it, and then what you typed would silently be missing.",
        "schools/forge/other-policies.xlsx",
        "schools/forge/other-policies.csv, saved as “CSV UTF-8”",
        warning=True,
    ),
    Code(
        "other-policies-person",
        "The table of policies kept elsewhere names posts and committees, no people.",
        "Registers are passed round and outlive whoever holds a post.",
        "Mrs Jones below “Owner”",
        "Headteacher below “Owner”",
        warning=True,
    ),
    Code(
        "other-policies-row",
        "A row of the table of policies kept elsewhere names a policy, and fits below the first row.",
        "A comma too many moves all that follows into the wrong column.",
        "Complaints,,yes,no,12,,,,,,,,more",
        "Complaints,yes,no,12 months",
    ),
    Code(
        "other-policies-twice",
        "A policy that is kept elsewhere stands in one row.",
        "Nobody could say which of the two review dates counts.",
        "two rows “Complaints”",
        "one row “Complaints”",
    ),
    Code(
        "review-nation-twice",
        "How often a policy is looked at is said once for each nation.",
        "Nobody could say which of the two counts.",
        "nations: [england, wales], and in another entry nations: [wales]",
        "nations: [england], and in another entry nations: [wales]",
    ),
    Code(
        "review-old",
        "Somebody has looked up within the last 12 months how often a policy has to be looked at.",
        "Cycles and lists of policies that schools must have change.",
        "checked-on: 2025-01-15, in November 2026",
        "checked-on: 2026-11-20",
        warning=True,
    ),
    Code(
        "review-policy-unknown",
        "A policy in content/reviews.yml is one of the library.",
        "A misspelt id would leave the policy without a frequency in every register.",
        "social-meda: …",
        "social-media: …",
    ),
    Code(
        "review-source-unknown",
        "The source of how often a policy is looked at is in content/sources.yml, and holds in those nations.",
        "Governors are told on what it rests; Welsh schools are not told of English guidance.",
        "source: keeping-children-save",
        "source: keeping-children-safe",
    ),
)
