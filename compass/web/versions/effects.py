"""What would become of scores, outcomes and questions, in the words of the versions."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compass.core.question_sets import QuestionSet, SetTexts
from compass.core.versions.effects import Change
from compass.db.queries.stored_reviews import StoredReview
from compass.dossier.number_words import number_text
from compass.services.dry_runs import ReviewEffects
from compass.web.reviews.picture import texts_in


@dataclass(frozen=True)
class ChangeLine:
    """Of a score or an outcome: empty where there is none on that side."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class ReviewLine:
    review: StoredReview
    counts: tuple[int, ...]
    changes: tuple[ChangeLine, ...]


class EffectWords:
    """In the reader's language: out of the version that is tried, else out of an earlier one."""

    def __init__(self, after: QuestionSet, language: str) -> None:
        self._after, self._language = after, language
        self._questions: dict[str, str] = {}
        self._known: set[str] = set()
        self.learn(after)

    def learn(self, question_set: QuestionSet) -> None:
        """Another version, whose questions may be gone from the one that is tried."""
        if question_set.digest in self._known:
            return
        self._known.add(question_set.digest)
        texts = self._texts(question_set)
        for question in question_set.questions:
            named = f"{question.code} {texts.questions[question.id].title}"
            self._questions.setdefault(question.id, named)

    def question(self, question_id: str) -> str:
        return self._questions[question_id]

    def changes(self, found: ReviewEffects, before: QuestionSet) -> tuple[ChangeLine, ...]:
        old, new = self._texts(before), self._texts(self._after)
        return (
            *(self._score(change, old, new) for change in found.effects.scores),
            *_outcomes(found.effects.outcomes, old, new),
        )

    def _score(self, change: Change, old: SetTexts, new: SetTexts) -> ChangeLine:
        title = {**old.scores, **new.scores}[change.id].title
        return ChangeLine(title, self._number(change.before), self._number(change.after))

    def _number(self, value: str | None) -> str:
        return "" if value is None else number_text(Decimal(value), self._language)

    def _texts(self, question_set: QuestionSet) -> SetTexts:
        return texts_in(question_set, self._language)


def _outcomes(changes: tuple[Change, ...], old: SetTexts, new: SetTexts) -> Iterator[ChangeLine]:
    titles = {**old.outcomes, **new.outcomes}
    for change in changes:
        yield ChangeLine(titles[change.id].title, _result(change, change.before, old),
                         _result(change, change.after, new))  # fmt: skip


def _result(change: Change, result: str | None, texts: SetTexts) -> str:
    return "" if result is None else texts.outcomes[change.id].results[result].label
