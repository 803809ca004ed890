"""How a score came about: which answers and adjustments gave what, with titles and labels in the
reader's language, for pages and dossiers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from compass.core.answer_labels import Said, said
from compass.core.answers import Answer, AnswerStatus, is_complete, split_address
from compass.core.evaluation import Evaluation
from compass.core.question_sets import QuestionSet
from compass.core.scoring import Contribution


@dataclass(frozen=True)
class AccountLine:
    """What one question or one other score gave. ``source`` is the address or the score's id,
    ``item`` the name of the item it was asked for. ``status`` is None for a score, and for what is
    not answered yet. Points and maximum are after the ``weight``."""

    source: str
    title: str
    points: Decimal
    maximum: Decimal
    weight: Decimal
    code: str = ""
    item: str = ""
    status: AnswerStatus | None = None
    answer: tuple[Said, ...] = ()
    is_score: bool = False


@dataclass(frozen=True)
class AccountAdjustment:
    id: str
    text: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class ScoreAccount:
    """``value`` is after adjustments and rounding; ``value`` and ``share`` are None where nothing
    could be reached."""

    id: str
    title: str
    text: str
    value: Decimal | None
    maximum: Decimal
    share: Decimal | None
    lines: tuple[AccountLine, ...]
    adjustments: tuple[AccountAdjustment, ...]


def account_for_scores(
    question_set: QuestionSet,
    answers: Mapping[str, Answer],
    evaluation: Evaluation,
    language: str,
) -> tuple[ScoreAccount, ...]:
    """One for each score, in the order of the set; ``evaluation`` is that of ``answers``."""
    teller = _Teller(question_set, answers, evaluation, language)
    return tuple(teller.account(rule.id) for rule in question_set.scores)


@dataclass(frozen=True)
class _Teller:
    question_set: QuestionSet
    answers: Mapping[str, Answer]
    evaluation: Evaluation
    language: str

    def account(self, name: str) -> ScoreAccount:
        texts = self.question_set.texts[self.language].scores[name]
        score = self.evaluation.scores[name]
        rule = next(rule for rule in self.question_set.scores if rule.id == name)
        tell = self._score if rule.of else self._question
        return ScoreAccount(
            id=name,
            title=texts.title,
            text=texts.text,
            value=score.value,
            maximum=score.maximum,
            share=score.share,
            lines=tuple(
                tell(one, rule.weights.get(split_address(one.source)[1], Decimal(1)))
                for one in score.contributions
            ),
            adjustments=tuple(
                AccountAdjustment(one.id, texts.adjustments[one.id], one.before, one.after)
                for one in score.adjustments
            ),
        )

    def _score(self, gave: Contribution, weight: Decimal) -> AccountLine:
        return AccountLine(
            source=gave.source,
            title=self.question_set.texts[self.language].scores[gave.source].title,
            points=gave.points,
            maximum=gave.maximum,
            weight=weight,
            is_score=True,
        )

    def _question(self, gave: Contribution, weight: Decimal) -> AccountLine:
        item, name = split_address(gave.source)
        question = self.question_set.question(name)
        texts = self.question_set.texts[self.language]
        answer = self.answers.get(gave.source)
        if not is_complete(question, answer):
            answer = None
        return AccountLine(
            source=gave.source,
            title=texts.questions[name].title,
            points=gave.points,
            maximum=gave.maximum,
            weight=weight,
            code=question.code,
            item=self._item(question.over, item),
            status=answer.status if answer is not None else None,
            answer=said(question, answer, texts) if answer is not None else (),
        )

    def _item(self, over: str | None, item: str) -> str:
        listed = self.evaluation.items.get(over, ()) if over is not None else ()
        return next((one.name for one in listed if one.id == item), "")
