"""What a dossier says: the record and its question set as one tree that the template prints."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compass.core.answers import Action, Answer, AnswerStatus, Evidence, address, split_address
from compass.core.consequences import Consequences, consequences
from compass.core.evaluation import Evaluation, Progress, evaluate
from compass.core.items import Item
from compass.core.question_sets import (
    LevelText,
    Question,
    QuestionSet,
    QuestionText,
    SetTexts,
    TermText,
)
from compass.core.record import Record
from compass.core.signs import Sign, chosen, level_of, sign_of
from compass.dossier.charts import HUES, WheelTheme, shade
from compass.dossier.wheels import Mark, wheel_themes

_OPEN_SIGNS = (Sign.TODO, Sign.UNKNOWN, "1")


@dataclass(frozen=True)
class Entry:
    """One visible question as it was asked, of one item where it was asked for each."""

    question: Question
    texts: SetTexts
    item: Item | None
    answer: Answer
    actions: tuple[Action, ...]
    evidence: tuple[Evidence, ...]

    @property
    def address(self) -> str:
        return address(self.item.id if self.item else "", self.question.id)

    @property
    def text(self) -> QuestionText:
        return self.texts.questions[self.question.id]

    @property
    def level(self) -> int | None:
        return level_of(self.question, self.answer.value)

    @property
    def expected(self) -> int | None:
        return level_of(self.question, self.answer.expected)

    @property
    def tone(self) -> int:
        """The shade of its level, from 1 to 4; 0 without a level."""
        return shade(self.level, len(self.question.levels)) if self.level else 0

    @property
    def may_stay_open(self) -> bool:
        return not self.question.is_required and self.sign == Sign.TODO

    @property
    def sign(self) -> str:
        return sign_of(self.question, self.answer)

    @property
    def is_begun(self) -> bool:
        """Filled in for a part, such as some rows of a table: it does not count yet."""
        is_said = self.answer.status is AnswerStatus.ANSWERED and bool(self.answer.value)
        return is_said and self.sign == Sign.TODO

    @property
    def chosen(self) -> tuple[str, ...]:
        return chosen(self.answer)


@dataclass(frozen=True)
class PlannedAction:
    """An action with the codes of the visible questions that it belongs to."""

    action: Action
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    id: str
    title: str
    text: str
    hue: str
    entries: tuple[Entry, ...]
    progress: Progress


@dataclass(frozen=True)
class Report:
    record: Record
    digest: str
    question_set: QuestionSet
    texts: SetTexts
    parts: tuple[Part, ...]
    progress: Progress
    follows: Consequences | None  # where the set has rules for it

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for part in self.parts for entry in part.entries)

    @property
    def open_points(self) -> tuple[Entry, ...]:
        """What needs a look first: not answered, not known, or at the lowest level."""
        return tuple(
            entry
            for sign in _OPEN_SIGNS
            for entry in self.entries
            if entry.question.takes_answer and entry.sign == sign and not entry.may_stay_open
        )

    @property
    def actions(self) -> tuple[PlannedAction, ...]:
        """Open ones first, by date; those without a date come last in their half."""
        codes = {entry.address: entry.question.code for entry in self.entries}
        planned = [
            PlannedAction(action, tuple(codes[key] for key in action.questions if key in codes))
            for action in self.record.actions
        ]
        return tuple(sorted(planned, key=_by_date))

    @property
    def loose_evidence(self) -> tuple[Evidence, ...]:
        """Evidence of the whole review: no question names it."""
        return tuple(item for item in self.record.evidence if not item.questions)

    @property
    def scales(self) -> tuple[tuple[LevelText, ...], ...]:
        """The levels of each scale that a visible judgement uses, lowest first."""
        asked = (entry.question for entry in self.entries if entry.question.levels_to_reach)
        used = dict.fromkeys(question.scale for question in asked if question.scale)
        return tuple(
            tuple(self.texts.scales[scale][level] for level in self.question_set.scales[scale])
            for scale in used
        )

    @property
    def terms(self) -> tuple[TermText, ...]:
        used = {term for entry in self.entries for term in entry.question.terms}
        found = (self.texts.glossary[term] for term in self.question_set.glossary if term in used)
        return tuple(sorted(found, key=lambda text: _alphabetical(text.term)))

    @property
    def wheel(self) -> tuple[WheelTheme, ...]:
        """None for a set without levels."""
        return wheel_themes(
            self.question_set,
            [
                (part.title, [Mark(entry.question, entry.sign) for entry in part.entries])
                for part in self.parts
            ],
        )


def make_report(record: Record, digest: str, question_set: QuestionSet, language: str) -> Report:
    texts = question_set.texts[language]
    evaluation = evaluate(question_set, record.answers)
    asked = tuple(_asked(question_set, evaluation))
    parts = tuple(
        Part(
            id=theme.id,
            title=texts.themes[theme.id].title,
            text=texts.themes[theme.id].text,
            hue=HUES[number % len(HUES)][0],
            entries=tuple(
                _entry(question, item, texts, record)
                for question, item in asked
                if question.theme == theme.id
            ),
            progress=evaluation.by_theme[theme.id],
        )
        for number, theme in enumerate(question_set.themes)
    )
    follows = (
        consequences(question_set, record.answers, evaluation, language)
        if question_set.has_rules
        else None
    )
    return Report(record, digest, question_set, texts, parts, evaluation.progress, follows)


def _asked(
    question_set: QuestionSet, evaluation: Evaluation
) -> Iterable[tuple[Question, Item | None]]:
    """The visible questions in their order, each with the item that it is asked about."""
    for where in evaluation.visible:
        item_id, name = split_address(where)
        question = question_set.question(name)
        items = {item.id: item for item in evaluation.items.get(question.over or "", ())}
        yield question, items.get(item_id)


def _entry(question: Question, item: Item | None, texts: SetTexts, record: Record) -> Entry:
    where = address(item.id if item else "", question.id)
    return Entry(
        question=question,
        texts=texts,
        item=item,
        answer=record.answers.get(where, Answer()),
        actions=tuple(action for action in record.actions if where in action.questions),
        evidence=tuple(proof for proof in record.evidence if where in proof.questions),
    )


def _alphabetical(text: str) -> str:
    """Accents do not count: a reader looks for "décision" among the words with "de"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def _by_date(planned: PlannedAction) -> tuple[bool, dt.date]:
    action = planned.action
    return action.done_on is not None, action.due or action.done_on or dt.date.max


def people_by_role(record: Record) -> Mapping[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for person in record.people:
        roles[person.role] = (*roles.get(person.role, ()), person.name)
    return roles
