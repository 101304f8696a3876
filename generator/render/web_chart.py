"""A flow chart on a page: drawn for phones and for wider screens, and the same in words."""

from __future__ import annotations

import html

from generator.model.chart import Chart
from generator.model.text import Literal
from generator.render.escape import markdown_text
from generator.render.flow_looks import SCREENS, Look, for_screen
from generator.render.flow_words import chart_words
from generator.render.web_text import EditionText
from generator.words.strings import say


def chart(of: Chart, clause: str, text: EditionText, page: str) -> str:
    """The chart of a clause as Markdown for `page`. The search finds its words, not what is written in the drawing."""
    language = text.edition.language
    drawings = "".join(_drawn(of, look, clause, language) for look in SCREENS)
    figure = f'<figure class="pp-chart" data-search-exclude>{drawings}</figure>'
    title = text.plain((Literal(markdown_text(of.title)),))
    parts = (
        f"**{title}**\n{{ .pp-chart-title }}",
        text.plain((Literal(figure),)),
        f"{say('chart.words', language)}:",
        text.body(chart_words(of, language), page),
    )
    return "\n\n".join(parts)


def _drawn(of: Chart, look: Look, clause: str, language: str) -> str:
    # No id of a clause holds a dot.
    ids = [f"{clause}.{look.name}.{part}" for part in ("title", "desc")]
    attributes = f'class="pp-chart__{look.name}" role="img" aria-labelledby="{ids[0]}" aria-describedby="{ids[1]}"'
    named = f'<title id="{ids[0]}">{html.escape(of.title)}</title>'
    named += f'<desc id="{ids[1]}">{html.escape(say("chart.described", language))}</desc>'
    return for_screen(of, look, language, attributes, named)
