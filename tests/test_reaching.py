"""Links that reach somebody, the same on a page and on paper; and names that look like our own marks."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from print_editions import edition as printed_edition
from print_editions import site as printed_site
from print_reading import press
from pypdf import PdfReader

from generator.engines.mkdocs_site import build_site
from generator.engines.stamp import stamp
from generator.model.contacts import Contact, Contacts
from generator.model.edition import Result
from generator.model.site import Front, SchoolEntry
from generator.render.marks import STEMS
from generator.render.print_source import print_documents
from generator.render.web import audience_source, front_source
from tests.web_editions import edition, house, site

PHONES = {
    "+44 (0)1632 960001": "tel:+441632960001",
    "+44 ( 0 ) 1632-960001": "tel:+441632960001",
    "(01632) 960001": "tel:01632960001",
    "(0)1632 960001": "tel:01632960001",
}


def contact(phone: str, email: str) -> Contacts:
    return Contacts((Contact("office", "Office", phone=phone, email=email, shown_to=("staff", "pupil", "parent")),))


def on_paper(contacts: Contacts) -> set[str]:
    made = replace(printed_site(printed_edition("pupil", sections=1)), contacts=contacts)
    pdf = press().press(next(iter(print_documents(made))))
    notes = (note.get_object() for page in PdfReader(BytesIO(pdf)).pages for note in page.get("/Annots") or ())
    return {str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})}


def on_a_page(contacts: Contacts) -> str:
    source = audience_source(replace(site(edition()), contacts=contacts))
    return stamp(build_site(source, house()), source.results)["index.html"].decode()


@pytest.mark.parametrize("phone", PHONES)
def test_a_telephone_link_dials_what_reaches_the_school(phone: str) -> None:
    assert PHONES[phone] in on_paper(contact(phone, ""))
    assert f'href="{PHONES[phone]}"' in on_a_page(contact(phone, ""))


def test_a_mail_address_cannot_add_to_its_link() -> None:
    hostile = "a?bcc=é&x%@hill.example"
    target = "mailto:a%3Fbcc%3D%C3%A9%26x%25@hill.example"
    assert target in on_paper(contact("", hostile))
    assert f'href="{target}"' in on_a_page(contact("", hostile))


@pytest.mark.parametrize("name", ["zqv00001vqz", " ".join(STEMS), "zqva " * 9])
def test_a_school_may_be_called_as_a_mark_is(name: str) -> None:
    of = edition()
    school = replace(of.school, name=name, id="zqv00001vqz")
    results = tuple((key, Result(name) if key == "school.name" else result) for key, result in of.results)
    of = replace(of, school=school, results=results)
    one = site(of)
    source = audience_source(replace(one, school=school, place=replace(one.place, folder="zqv00001vqz/pupil")))
    assert name.strip() in stamp(build_site(source, house()), source.results)["index.html"].decode()
    front = front_source(Front("public", "https://x.example/zqv/", (SchoolEntry(school, (("pupil", ()),)),)))
    made = stamp(build_site(front, house()), front.results)
    assert name.strip() in made["index.html"].decode() and "zqv00001vqz/index.html" in made
