"""A whole miniature policy folder: one policy, four clauses and one school, Hill. Tests change what they need."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

TODAY = datetime.date(2026, 11, 20)

FILES: Mapping[str, str] = {
    "mkdocs.yml": """\
site_name: School policies
site_url: https://policies.example/
extra:
  internal_url: https://staff.example/
theme:
  name: material
  features: [content.tooltips, navigation.top, search.highlight]
markdown_extensions:
  - attr_list
  - def_list
  - md_in_html
  - tables: {use_align_attribute: true}
  - toc
""",
    "content/variables.yml": """\
variables:
  school.name:
    {type: text, question: What is the school called?, example: Hill School, blank: insert school name, from: name}
  head.title:
    {type: text, question: What is the head called?, example: Headteacher, blank: insert title of the head,
     default: {wales: headteacher, northern-ireland: principal, england: headteacher, scotland: headteacher}}
  policies.related:
    {type: list, question: Which policies belong to this one?, example: [Code of conduct], blank: insert policies}
""",
    "content/sources.yml": """\
sources:
  uk-gdpr:
    title: UK General Data Protection Regulation
    nations: [england, wales, northern-ireland, scotland]
    link: https://law.example/uk-gdpr
    checked-on: 2026-11-20
    checked-by: the library’s author
""",
    "content/helplines.yml": """\
helplines:
  childline:
    name: Childline
    nations: [england, wales, northern-ireland, scotland]
    audiences: [pupil]
    for: Call free, at any time.
    phone: 0800 1111
    link: https://helpline.example/
    checked-on: 2026-11-20
    checked-by: the library’s author
""",
    "content/glossary.yml": """\
glossary:
  social-media: {term: social media, meaning: Places online where people share things.}
""",
    "content/policies/social-media/policy.yml": """\
title: {staff: Social media policy, pupil: Staying safe online, parent: Social media policy for parents}
owner: "{{ head.title | capital }}"
summary: {staff: What staff do., pupil: What you do., parent: What you can expect.}
tell: {staff: "Tell the {{ head.title }}.", pupil: Tell a teacher., parent: "Tell the {{ head.title }}."}
slip:
  pupil:
    statement: I have read the rules of {{ school.name }}.
    return-to: Give this slip to your teacher.
    return-by: Hand it in this week.
    no-consequence: Nothing happens if you do not sign.
""",
    "content/policies/social-media/whole.yml": """\
title: The whole policy
released: 2026-11-01
sections:
  - id: contact
    title: Contact
    clauses: [friend-requests, personal-numbers]
  - id: papers
    title: Other papers
    clauses: [related, data]
""",
    "content/clauses/contact/friend-requests.md": """\
---
title: Friend requests
strength: must
editions: {staff: own, pupil: own, parent: {same-as: pupil}}
---

# Staff

Staff of {{ school.name }} must turn down friend requests from pupils on social media.

# Pupil

You should not ask staff of {{ school.name }} to be your friend.
If you ask, they must say no.
""",
    "content/clauses/contact/personal-numbers.md": """\
---
title: {staff: Your own number, parent: Staff numbers}
strength: must-not
editions: {staff: own, pupil: {withheld: "kept short for pupils"}, parent: own}
---

# Staff

You must not give your own number to pupils. See [[friend-requests]].

# Parent

Staff do not give out their own numbers.
""",
    "content/clauses/papers/related.md": """\
---
title: Papers to read
editions: {staff: own, pupil: {withheld: "for staff"}, parent: {withheld: "for staff"}}
---

# Staff

Read these too:

{{ policies.related }}
""",
    "content/clauses/papers/data.md": """\
---
title: Personal information
sources: {staff: [uk-gdpr], parent: [uk-gdpr]}
editions: {staff: own, pupil: own, parent: own}
---

# Staff

Keep personal information off your own accounts.

# Pupil

Keep your address to yourself.

# Parent

We keep what we know of your child to ourselves.
""",
    "schools/hill/school.yml": """\
name: Hill Example School
nation: wales
type: maintained
phase: primary
demonstration: true
publish: draft
policies:
  social-media: {}
values:
  policies.related: [Code of conduct, Complaints policy]
contacts-changed: 2026-11-20
contacts:
  - {role: office, post: School office, phone: 01632 960001, email: office@hill.example, show-to: [staff, parent]}
""",
}


def lay(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Writes the policy folder to `root`, with `changes` laid over it (None removes a file); gives back `root`."""
    for path, text in {**FILES, **(changes or {})}.items():
        if text is None:
            continue
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def edited(path: str, old: str, new: str) -> dict[str, str]:
    """A change of one place in one of `FILES`."""
    assert FILES[path].count(old) == 1, f"{old!r} stands {FILES[path].count(old)} times in {path}"
    return {path: FILES[path].replace(old, new)}
