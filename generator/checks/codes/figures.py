"""Codes of what is printed below a clause: the table of services, flow charts."""

from __future__ import annotations

from generator.checks.codes.code import Code

FIGURES: tuple[Code, ...] = (
    Code(
        "chart-circle",
        "No step of a flow chart leads back to itself.",
        "Whoever follows a decision aid in a hurry must come to an end.",
        "ask: … {says: No, to: look}, and look: … {says: No, to: ask}",
        "look: … {says: No, to: tell-somebody}",
    ),
    Code(
        "chart-see-unknown",
        "A clause to which a flow chart refers is in the library.",
        "A misspelt id would silently drop the reference.",
        "see: [repot-it]",
        "see: [report-it]",
    ),
    Code(
        "chart-step-long",
        "A question, an answer and what to do have at most 18 words each in a flow chart.",
        "A chart is read at a glance, and has to fit on a phone and on a page.",
        "action: a step of three sentences",
        "action: Ring 999 now.",
    ),
    Code(
        "chart-step-shape",
        "A step of a flow chart is a question with two answers or more, or something to do, of a kind.",
        "A question with one answer asks nothing, and what is to be done is marked by its kind.",
        "tell: {action: Tell a teacher.}",
        "tell: {action: Tell a teacher., kind: school}",
    ),
    Code(
        "chart-step-unknown",
        "A flow chart begins with one of its steps, and each answer leads to one.",
        "The way would end nowhere.",
        "{says: Yes, to: rng-999}",
        "{says: Yes, to: ring-999}",
    ),
    Code(
        "chart-step-unreached",
        "Every step of a flow chart is reached from its beginning.",
        "Nobody would ever read it, and it is nowhere to be drawn.",
        "a step that no `to:` names",
        "{says: Yes, to: that-step}",
    ),
    Code(
        "chart-too-tall",
        "A flow chart fits on a page of A4.",
        "Torn over two pages it could not be followed, and drawn smaller it could not be read.",
        "a chart of forty steps",
        "two charts of twelve steps",
    ),
    Code(
        "chart-unknown",
        "A flow chart that a clause shows is in content/charts.",
        "The clause speaks of a chart, and there would be none.",
        "shows: {chart: what-todo}",
        "shows: {chart: what-to-do}",
    ),
    Code(
        "service-future",
        "The day on which a service was checked is not to come.",
        "Readers are told that its link was opened on that day.",
        "checked-on: 2062-11-20",
        "checked-on: 2026-11-20",
    ),
    Code(
        "service-link",
        "The link of a service begins with https://.",
        "Readers follow it when they are upset and in a hurry; nobody should be able to change the page on its way.",
        "link: http://service.example/report",
        "link: https://service.example/report",
    ),
    Code(
        "service-old",
        "A service was looked at within the last 12 months.",
        "Services move their help pages, and change how a post is reported.",
        "checked-on: 2025-01-15, in November 2026",
        "checked-on: 2026-11-20",
        warning=True,
    ),
    Code(
        "services-missing",
        "A clause shows the table of services only where services are entered.",
        "The clause speaks of a table, and there would be none.",
        "shows: services, without content/services.yml",
        "content/services.yml with each service, its link and how to report a post",
    ),
)
