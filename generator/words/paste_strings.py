"""Our words on the page of an export that tells a school office what to paste, in English."""

from __future__ import annotations

from collections.abc import Mapping

PASTE: Mapping[str, str] = {
    "paste.title": "What to paste on your website",
    "paste.title-internal": "What to paste on your staff pages",
    "paste.public": "The pages and PDFs in this folder are for everybody.",
    "paste.internal": "Never put this folder, or a link to it, on a public website.",
    "paste.draft": "These are drafts: leave the words “Draft, not adopted” in.",
    "paste.steps": "What to do",
    "paste.upload": "Put everything in this folder but this page on your website, into one folder there, without"
    " changing a name. Put it here:",
    "paste.published": "The links below lead to the pages that are published with those of other schools, here:",
    "paste.published-own": "If this folder is to stand on a website of your own instead, write its address there into"
    " {file} as {key}, and export again.",
    "paste.no-address": "Nobody has said where on the web these pages will stand, so the boxes below hold no links."
    " Write the address into {file} as {key} and export again, or make the links by hand.",
    "paste.which": "Mark the finished lines with the mouse, copy them and paste them into your page: most websites keep"
    " the links. If yours has a place for HTML, take the HTML; if it takes no links, take the text.",
    "paste.copy": "To copy a box, click into it and press Ctrl and A, then Ctrl and C (on a Mac, Command in place of"
    " Ctrl).",
    "paste.shared": "On a shared drive nothing needs pasting: people open index.html in this folder.",
    "paste.finished": "Finished lines",
    "paste.text": "Text",
    "paste.html": "HTML",
    "paste.by-hand": "Links to make by hand",
    "paste.words": "Words of the link",
    "paste.file": "File in this folder",
    "paste.a4": "A4 (PDF, {size})",
    "paste.large": "large print (PDF, {size})",
    "paste.slip": "slip to sign (PDF, {size})",
    "paste.slip-specimen": "slip, specimen (PDF, {size})",
    "paste.poster-a4": "poster, A4: one ordinary sheet (PDF, {size})",
    "paste.poster-a3": "poster, A3: twice as large (PDF, {size})",
    "paste.file.large": "large print",
    "paste.file.slip": "slip",
    "paste.file.poster-a4": "poster A4",
    "paste.file.poster-a3": "poster A3",
    "paste.paper": "Copies on paper",
    "paste.ask": "Ask the school office for any of these policies on paper, in large print, in another language or in"
    " another format.",
    "paste.no-office": "Your school has not said how to reach its office. Write this into {file} with your own details,"
    " and export again:",
    "paste.unshown-office": "Readers of these pages may not see your office. Let them, in {file}, and export again:",
    "paste.no-phone": "The office’s telephone number is missing: write it into {file} as {key}, and export again.",
    "paste.no-place": "The office’s address is missing: write it into {file} as {key}, and export again.",
}
