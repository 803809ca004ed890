"""The form of one question. One builder per kind; WTForms reads and validates, templates render."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, Form, IntegerField, SelectMultipleField, StringField
from wtforms.validators import InputRequired

from compass.core.answers import Answer, AnswerStatus, answer_fault
from compass.core.kinds import QuestionKind
from compass.core.question_sets import Question
from compass.web.answers.fields import (
    ChoiceField,
    ChoicesField,
    ItemsField,
    LinesField,
    PartsField,
    RankingField,
)
from compass.web.answers.messages import fault_message

# No level or option id can hold a slash, so these never collide with an answer.
NOT_APPLICABLE, NOT_KNOWN = "/not-applicable", "/not-known"
MARKERS: Mapping[str, AnswerStatus] = MappingProxyType(
    {NOT_APPLICABLE: AnswerStatus.NOT_APPLICABLE, NOT_KNOWN: AnswerStatus.NOT_KNOWN}
)


def _trimmed(text: object) -> str:
    # Browsers send CRLF; one form of line end keeps "nothing changed" comparable.
    return str(text or "").replace("\r\n", "\n").strip()


class AnswerForm(Form):
    """What every answer carries; ``value`` is added per question by ``form_class``."""

    version = IntegerField(validators=[InputRequired(_l("Load the page again."))])
    instead = StringField()  # "not applicable" or "not known" where the value itself is typed
    reason = StringField(filters=[_trimmed])
    rationale = StringField(filters=[_trimmed])
    expected = StringField(filters=[_trimmed])
    is_flagged = BooleanField()

    question: Question

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        fault = answer_fault(self.question, self.answer())
        if fault is None:
            return is_valid
        name, code = fault
        field = self[name] if name in self else self["value"]
        field.errors = [*field.errors, fault_message(code, self.question)]
        return False

    def answer(self) -> Answer:
        data = self["value"].data
        value = tuple(data) if isinstance(data, list) else data
        status = MARKERS.get(str(value)) or MARKERS.get(self["instead"].data or "")
        if status is None and value:
            status = AnswerStatus.ANSWERED
        return Answer(
            status=status,
            value=value if value and status is AnswerStatus.ANSWERED else None,
            reason=self["reason"].data,
            rationale=self["rationale"].data,
            expected=self["expected"].data or None,
        )


@lru_cache(maxsize=2_000)
def form_class(question: Question) -> type[AnswerForm]:
    """Built once per question: making a WTForms class takes longer than validating with it."""
    field = FIELD_BUILDERS[question.kind](question)
    return type("QuestionForm", (AnswerForm,), {"question": question, "value": field})


def _one(question: Question) -> Field:
    return StringField(filters=[_trimmed])


def _option(question: Question) -> Field:
    return ChoiceField() if question.takes_other else _one(question)


def _several(question: Question) -> Field:
    if question.takes_other:
        return ChoicesField()
    return SelectMultipleField(choices=[], validate_choice=False)


def _parts(question: Question) -> Field:
    return PartsField()


def _ranking(question: Question) -> Field:
    return RankingField()


def _lines(question: Question) -> Field:
    return LinesField()


def _items(question: Question) -> Field:
    return ItemsField()


def _number(question: Question) -> Field:
    return StringField(filters=[_trimmed, lambda text: text.replace(",", ".")])


FIELD_BUILDERS: Mapping[QuestionKind, Callable[[Question], Field]] = MappingProxyType(
    {
        QuestionKind.JUDGEMENT: _one,
        QuestionKind.YES_NO: _one,
        QuestionKind.SINGLE_CHOICE: _option,
        QuestionKind.MULTIPLE_CHOICE: _several,
        QuestionKind.SHORT_TEXT: _one,
        QuestionKind.LONG_TEXT: _one,
        QuestionKind.NUMBER: _number,
        QuestionKind.DATE: _one,
        QuestionKind.STATEMENT: _one,
        QuestionKind.RISK: _parts,
        QuestionKind.RANGE: _number,
        QuestionKind.RANKING: _ranking,
        QuestionKind.TEXT_LIST: _lines,
        QuestionKind.ITEMS: _items,
        QuestionKind.TABLE: _parts,
        QuestionKind.ATTESTATION: _one,
    }
)
