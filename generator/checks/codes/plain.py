"""Codes of how hard wordings are to read."""

from __future__ import annotations

from generator.checks.codes.code import Code

PLAIN: tuple[Code, ...] = (
    Code(
        "sentences-long",
        "Sentences for pupils have up to 15 words on average and 25 at most, those for parents 20 and 30; "
        "lists and tables do not count.",
        "A reader who loses the thread of a sentence loses the rule in it.",
        "If anybody whom you do not know, or whom you know only from a game, asks you to send a picture of yourself, "
        "or to keep something secret, you should stop and tell an adult whom you trust.",
        "Somebody asks for a picture, or wants you to keep a secret?\nStop.\nTell an adult whom you trust.",
        warning=True,
    ),
    Code(
        "waiver-unused",
        "Each line of `waive:` is for something that would be reported without it.",
        "A reason that stays when the wording has been mended hides the next long sentence or rare word.",
        'waive: {pupil: {words: {breach: "the law’s word"}}}   (and no “breach” in the wording)',
        "no such line",
        warning=True,
    ),
    Code(
        "words-rare",
        "Wordings for pupils and parents hold no words that they seldom meet, unless the glossary explains them.",
        "Many parents read like a child of nine to eleven; pupils are that child.",
        "Defamatory remarks about employees are prohibited.",
        "You must not tell lies about staff that make others think badly of them.",
        warning=True,
    ),
)
