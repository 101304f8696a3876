"""Codes of what is printed below a clause: the table of services, flow charts."""

from __future__ import annotations

from generator.checks.codes.code import Code

FIGURES: tuple[Code, ...] = (
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
