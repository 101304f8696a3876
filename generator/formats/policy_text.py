"""The files of a policy: policy.yml, and its outlines."""

from __future__ import annotations

from generator.formats.clause_file import for_audiences
from generator.formats.file_model import read_model
from generator.formats.library_files import ForAudiences
from generator.formats.naming import problem_of_id
from generator.formats.policy_files import AnnexEntry, OutlineFile, PolicyFile, SectionEntry, SlipEntry, SlotEntry
from generator.formats.wording import read_text
from generator.formats.yaml_text import YamlTree
from generator.model.clause import Text
from generator.model.edition import AUDIENCES, Audience
from generator.model.library import Entry, Option, Outline, OutlineSection, Policy, Slot
from generator.model.slips import SlipText
from generator.problems import Location, Problem


def read_policy(text: str, path: str, policy_id: str) -> tuple[Policy | None, tuple[Problem, ...]]:
    """What all outlines of a policy share, without the outlines; None when it cannot be read."""
    read, problems = read_model(PolicyFile, text, path)
    if read is None:
        return None, problems
    model, tree = read
    texts = Texts(tree)
    policy = Policy(
        id=policy_id,
        titles=texts.of_each(model.title, "title"),
        owner=texts.of(model.owner, "owner"),
        summaries=texts.of_each(model.summary, "summary"),
        tell=texts.of_each(model.tell, "tell"),
        slips={audience: texts.of_slip(slip, audience) for audience, slip in model.slip.items()},
        outlines={},
        where=Location(path),
        audiences=tuple(audience for audience in AUDIENCES if audience in model.audiences),
        edition_names={audience: name for audience, name in model.edition_names.items()},
        places=tree.named(),
    )
    return policy, tuple(texts.problems)


def read_outline(text: str, path: str, outline_id: str) -> tuple[Outline | None, tuple[Problem, ...]]:
    """The order of a policy's sections and clauses; None when it cannot be read."""
    read, problems = read_model(OutlineFile, text, path)
    if read is None:
        return None, problems
    model, tree = read
    texts = Texts(tree)
    sections = [
        *(_section(texts, entry, "sections", n) for n, entry in enumerate(model.sections)),
        *(_section(texts, entry, "annexes", n) for n, entry in enumerate(model.annexes)),
    ]
    outline = Outline(outline_id, model.title, model.released, tuple(sections), Location(path, 1, 1))
    return outline, tuple(texts.problems)


class Texts:
    """Reads the texts of one file of a policy; `problems` gathers what is wrong with them."""

    def __init__(self, tree: YamlTree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []

    def of(self, source: str, *at: str | int) -> Text:
        """The text `source`, which stands at the key `at`."""
        text, problems = read_text(source, self.tree.where(*at), in_yaml=True)
        self.problems += problems
        return text

    def of_each(self, given: ForAudiences, *at: str | int) -> dict[Audience, Text]:
        """A text, or one for each audience."""
        texts, problems = for_audiences(given, self.tree, *at)
        self.problems += problems
        return texts

    def of_slip(self, slip: SlipEntry, audience: str) -> SlipText:
        """The slip of one audience, which stands under `slip:`."""
        at = ("slip", audience)
        return SlipText(
            statement=self.of(slip.statement, *at, "statement"),
            return_to=self.of(slip.return_to, *at, "return-to"),
            return_by=self.of(slip.return_by, *at, "return-by"),
            no_consequence=self.of(slip.no_consequence, *at, "no-consequence"),
        )


def _section(texts: Texts, given: SectionEntry, key: str, number: int) -> OutlineSection:
    tree = texts.tree
    fault = problem_of_id(given.id, tree.where(key, number, "id"))
    texts.problems += [fault] if fault else []
    entries = tuple(
        _slot(entry, tree, (key, number, "clauses", n))
        if isinstance(entry, SlotEntry)
        else Entry(entry, tree.where(key, number, "clauses", n))
        for n, entry in enumerate(given.clauses)
    )
    titles = texts.of_each(given.title, key, number, "title")
    kind = given.kind if isinstance(given, AnnexEntry) else "rules"
    return OutlineSection(given.id, titles, entries, key == "annexes", tree.where(key, number), kind)


def _slot(given: SlotEntry, tree: YamlTree, at: tuple[str | int, ...]) -> Slot:
    options = tuple(
        Option(option.clause, option.says, tree.where(*at, "options", n)) for n, option in enumerate(given.options)
    )
    return Slot(given.choice, given.question, options, given.default or "", tree.where(*at))
