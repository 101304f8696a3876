"""What an edition lists at its end: words, laws and guidance, and details of a template that are not filled in."""

from __future__ import annotations

from generator.model.edition import SourceCited
from generator.render.web_blocks import Block, Group
from generator.render.web_text import EditionText
from generator.words.strings import long_date, say


def words_of(text: EditionText) -> tuple[Block, ...]:
    """The meanings of words that readers may not know."""
    entries = tuple(
        f'<div><dt id="word.{word.id}">{text.of(f"word/{word.id}", word.term)}</dt>'
        f"<dd>{text.of(f'meaning/{word.id}', word.meaning)}</dd></div>"
        for word in text.edition.glossary
    )
    return say("words.lead", text.edition.language), Group(
        '<dl class="pp-words">\n', entries, "\n</dl>", sample="<div>{}</div>"
    )


def sources_of(text: EditionText) -> tuple[Block, ...]:
    """The laws and guidance that the edition cites, and when they were last read."""
    lines, language = [], text.edition.language
    for source in text.edition.sources:
        title = source_title(text, source)
        day = long_date(source.checked_on, language) if source.checked_on else ""
        checked = f", {say('sources.checked', language, date=day)}" if day else ""
        if source.link:
            target = text.marks.address(f"{text.edition.policy}/source/{source.id}/link", source.link)
            lines.append(f"- [{title}]({target}){{ #source.{source.id} }}{checked}")
        else:
            lines.append(f'- <span id="source.{source.id}">{title}</span>{checked}')
    read_on = max(source.checked_on for source in text.edition.sources)
    advice = not_advice(text, read_on) if read_on else ""
    return say("sources.lead", language), Group("", tuple(lines)), advice


def not_advice(text: EditionText, read_on: str) -> str:
    """That the law is as we read it on the day `read_on`, and no advice."""
    language = text.edition.language
    return say("sources.not-advice", language, date=long_date(read_on, language))


def source_title(text: EditionText, source: SourceCited) -> str:
    """The title of a law or guidance, as it is marked."""
    return text.of(f"source/{source.id}", source.title)


def blanks_of(text: EditionText) -> tuple[Block, ...]:
    """The form on which a school writes the details that its template leaves open."""
    rows = tuple(
        f'<tr><th scope="row">{text.of(f"blank/{blank.name}/question", blank.question)}'
        f'<span class="pp-blank">{text.of(f"blank/{blank.name}", f"[{blank.label}]")}</span></th><td></td></tr>'
        for blank in text.edition.blanks
    )
    language = text.edition.language
    head = "".join(f'<th scope="col">{say(key, language)}</th>' for key in ("blanks.ask", "blanks.answer"))
    table = f'<table class="pp-blanks">\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
    return say("blanks.lead", language), Group(table, rows, "\n</tbody>\n</table>", sample="<tr><td>{}</td></tr>")
