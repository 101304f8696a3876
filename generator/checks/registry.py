"""Every check, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks import (
    addresses,
    adopted,
    audiences,
    brand,
    charts,
    choices,
    contacts,
    coverage,
    dialect,
    expressions,
    fitting,
    fixed,
    groups,
    ids,
    language,
    limits,
    lists,
    neighbours,
    outlines,
    own,
    own_agreement,
    parity,
    people,
    poster,
    readable,
    references,
    reviews,
    services,
    sources,
    structure,
    taken,
    translations,
    typed,
    values,
)
from generator.checks.authored import Authored
from generator.checks.choices import GivenChoice
from generator.checks.inspection import Inspection
from generator.checks.lines import Line
from generator.checks.school_view import SchoolView
from generator.checks.values import GivenDetail
from generator.model.clause import Clause
from generator.problems import Problem

LIBRARY_CHECKS: tuple[Callable[[Inspection], Iterator[Problem]], ...] = (
    ids.section_twice,
    ids.clause_twice,
    ids.slot_twice,
    outlines.clause_unknown,
    outlines.default_not_offered,
    outlines.clause_in_no_outline,
    audiences.policy_text_missing,
    audiences.policy_text_unused,
    audiences.section_title_missing,
    expressions.variable_unused,
    expressions.variable_nested,
    expressions.variable_name,
    expressions.by_hand_outside_letter,
    values.default_wrong_type,
    references.reference_outside,
    groups.group_unknown,
    groups.group_circle,
    groups.policy_unknown,
    groups.outline_unknown,
    fixed.fixed_by_outer,
    sources.source_old,
    sources.helpline_old,
    reviews.review_policy_unknown,
    reviews.review_source_unknown,
    reviews.review_nation_twice,
    reviews.review_old,
    services.service_link,
    services.service_future,
    services.service_old,
    charts.chart_step_unknown,
    charts.chart_step_unreached,
    charts.chart_circle,
    charts.chart_step_long,
    charts.chart_see_unknown,
    charts.chart_too_tall,
    addresses.address_bad,
    addresses.address_missing,
    coverage.coverage_lost,
    coverage.coverage_missing,
    coverage.coverage_source,
    translations.translation_stale,
    translations.translation_unused,
    translations.translation_incomplete,
    translations.translation_detail,
)
"""Once for the whole policy folder."""

CLAUSE_CHECKS: tuple[Callable[[Clause, Inspection], Iterator[Problem]], ...] = (
    ids.id_retired,
    audiences.audience_undecided,
    audiences.wording_missing,
    audiences.wording_unused,
    audiences.same_as_wrong,
    audiences.title_missing,
    audiences.withheld_from_all,
    expressions.when_unknown,
    sources.source_unknown,
    parity.wording_stale,
    parity.wording_unconfirmed,
    services.services_missing,
    charts.chart_unknown,
)
"""For each clause of the library and each clause of a school's own."""

WORDING_CHECKS: tuple[Callable[[Clause, Inspection], Iterator[Problem]], ...] = (
    parity.wordings_disagree,
    parity.agree_unused,
)
"""The same; they look at the words of the clause and at nothing else."""

LIMIT_CHECKS: tuple[Callable[[Authored, Inspection], Iterator[Problem]], ...] = (
    limits.wording_too_long,
    limits.wording_tangled,
    limits.run_too_long,
)
"""For each text of a clause or of a policy. A text that has one of these faults is looked at no further."""

TEXT_CHECKS: tuple[Callable[[Authored, Inspection], Iterator[Problem]], ...] = (
    audiences.wording_empty,
    expressions.variable_unknown,
    expressions.optional_unguarded,
    expressions.list_in_sentence,
    expressions.filter_wrong,
    references.reference_unknown,
    references.reference_withheld,
    limits.character_invisible,
    limits.title_line_break,
    poster.poster_opening,
    language.typography,
    translations.translation_filter,
)
"""For each text within the limits."""

SHAPE_CHECKS: tuple[Callable[[Authored, Inspection], Iterator[Problem]], ...] = (
    dialect.raw_html,
    dialect.code,
    dialect.attribute_list,
    dialect.underscore_emphasis,
    dialect.emphasis_unclear,
    dialect.image,
    dialect.footnote,
    dialect.heading_inside,
    dialect.link_target,
    dialect.markdown_other,
    dialect.markup_in_title,
    lists.list_marker,
    lists.list_item_empty,
    lists.list_mixed,
    lists.quote_shape,
    lists.list_blank_line,
    lists.list_indent,
    lists.table_shape,
)
"""For each text within the limits: that web pages and print can read it alike."""

LAST_CHECKS: tuple[Callable[[Authored, Inspection], Iterator[Problem]], ...] = (
    structure.web_and_paper_differ,
    readable.sentences_long,
    readable.words_rare,
    readable.waiver_unused,
)
"""For each text whose shape has no other fault: what those before do not know by name, and how hard it is to read."""

PRINTED_CHECKS: tuple[Callable[[Authored | Line, Inspection], Iterator[Problem]], ...] = (
    people.phone_outside_contacts,
    people.email_outside_contacts,
    people.person_outside_contacts,
    people.person_by_title,
    language.leftover,
    language.doubled_word,
    language.wrong_article,
    language.character_unprintable,
)
"""For each text, and for each line that is printed as typed."""

LINE_CHECKS: tuple[Callable[[Line, Inspection], Iterator[Problem]], ...] = (
    typed.value_empty,
    typed.value_newline,
    typed.value_edge_space,
    typed.value_too_long,
    typed.value_invisible,
    typed.value_braces,
    typed.value_quoted,
    typed.value_beginning,
)
"""For each line that is printed as typed."""

DETAIL_CHECKS: tuple[Callable[[GivenDetail, Inspection], Iterator[Problem]], ...] = (
    values.value_unknown,
    values.value_from_profile,
    values.value_wrong_type,
    values.list_of_one,
)
"""For each value that a group or a school gives."""

CHOICE_CHECKS: tuple[Callable[[GivenChoice, Inspection], Iterator[Problem]], ...] = (
    choices.choice_unknown,
    choices.choice_not_offered,
)
"""For each choice that a group or a school makes."""

SCHOOL_CHECKS: tuple[Callable[[SchoolView], Iterator[Problem]], ...] = (
    taken.name_missing,
    taken.group_unknown,
    taken.group_nation,
    taken.policy_none,
    taken.policy_unknown,
    taken.outline_unknown,
    taken.outline_missing,
    values.value_missing,
    values.value_unused,
    values.by_hand_outside_letter,
    fitting.doubled_by_value,
    fitting.article_by_value,
    fixed.fixed_value,
    fixed.fixed_choice,
    fixed.fixed_outline,
    fixed.fixed_wording,
    fixed.fixed_left_out,
    fixed.fixed_choice_left_out,
    audiences.section_title_for_own,
    choices.choice_missing,
    choices.choice_unused,
    references.reference_not_held,
    sources.source_nation,
    sources.helpline_missing,
    own.own_wording_unrecorded,
    own.own_wording_same,
    own.own_wording_changed,
    own.own_wording_law,
    own.own_left_behind,
    own_agreement.wordings_disagree,
    own_agreement.agree_unused,
    own.own_wording_withheld,
    own.own_wording_unused,
    own.local_unworded,
    own.own_clause_unplaced,
    own.add_unknown,
    own.add_lost,
    own.leave_out_unknown,
    own.leave_out_twice,
    neighbours.other_school,
    contacts.contact_email,
    contacts.contact_phone,
    contacts.person_by_title,
    contacts.contacts_undated,
    contacts.contacts_future,
    contacts.contacts_none,
    reviews.other_policies_person,
    contacts.contact_unshown,
    contacts.contact_unreachable,
    contacts.contact_of_other,
    contacts.contact_shared,
    addresses.school_address_bad,
    brand.colour_pale,
    poster.poster_full,
    translations.welsh_unready,
    adopted.record_chain_broken,
)
"""For each school."""
