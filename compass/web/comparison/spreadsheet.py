"""The comparison as a CSV file that a spreadsheet opens and that cannot run anything in it."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from flask import stream_with_context
from flask_babel import gettext as _

from compass.core.answers import Answer, AnswerStatus
from compass.core.kinds import LIKELIHOOD, SEVERITY, YES_NO, closed_values
from compass.core.question_sets import Question, QuestionSet, SetTexts
from compass.core.values import other_text
from compass.services.comparison import ComparisonRow
from compass.web.filters import LANGUAGE_NAMES
from compass.web.i18n import language
from compass.web.reviews.picture import texts_in
from compass.web.words import PHASES, STATES

BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
CHUNK = 200  # rows sent at once
# At the start, or after what a spreadsheet of another country takes for the end of a cell.
_FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=\s*[=+\-@＝＋－＠﹦﹢﹣﹫])|^(?=[\t\r\n])")


def written(question_set: QuestionSet, rows: Sequence[ComparisonRow]) -> Iterator[str]:
    texts = texts_in(question_set, language())
    questions = question_set.answerable
    return stream_with_context(_written(questions, texts, rows))


def defused(text: str) -> str:
    """No cell starts like a formula: https://owasp.org/www-community/attacks/CSV_Injection."""
    return _FORMULA.sub("'", text)


def _written(
    questions: Sequence[Question], texts: SetTexts, rows: Sequence[ComparisonRow]
) -> Iterator[str]:
    yield BOM + _lines([_head(questions, texts)])
    for first in range(0, len(rows), CHUNK):
        yield _lines([_row(row, questions, texts) for row in rows[first : first + CHUNK]])


def _lines(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue()


def _head(questions: Sequence[Question], texts: SetTexts) -> list[str]:
    facts = [
        _("Project"),
        _("Organisation"),
        _("Reference"),
        _("Review"),
        _("State"),
        _("Phase"),
        _("Language"),
        _("Last changed"),
        _("Valid until"),
    ]
    return [*facts, *(f"{each.code} {texts.questions[each.id].title}" for each in questions)]


def _row(row: ComparisonRow, questions: Sequence[Question], texts: SetTexts) -> list[str]:
    review = row.review
    facts = [
        review.project_name,
        review.organisation_name,
        review.project_reference,
        review.title,
        str(STATES[row.state]),
        str(PHASES[review.phase]),
        LANGUAGE_NAMES.get(review.language, review.language),
        review.updated_at.date().isoformat(),
        review.valid_until.isoformat() if review.valid_until else "",
    ]
    return [*facts, *(_answer(row, question, texts) for question in questions)]


def _answer(row: ComparisonRow, question: Question, texts: SetTexts) -> str:
    if question.id in row.hidden:
        return str(_("Not asked here"))
    answer = row.answers.get(question.id, Answer())
    if answer.status is AnswerStatus.NOT_APPLICABLE:
        return str(_("Not applicable"))
    if answer.status is AnswerStatus.NOT_KNOWN:
        return str(_("Not known yet"))
    if answer.value is None:
        return str(_("Not answered yet"))
    if isinstance(answer.value, Mapping):
        return "; ".join(_parts(answer.value, question, texts))
    chosen = (answer.value,) if isinstance(answer.value, str) else answer.value
    return "; ".join(_in_words(value, question, texts) for value in chosen)


def _parts(value: Mapping[str, str], question: Question, texts: SetTexts) -> Iterator[str]:
    """The rows of a table, or the two sides of a risk."""
    risk_map, rows = question.map, texts.questions[question.id].rows
    if risk_map is None:
        for row in (row for row in question.rows if row in value):
            yield f"{rows[row]}: {_in_words(value[row], question, texts)}"
        return
    sides = (
        (SEVERITY, _("Severity"), risk_map.severity_scale),
        (LIKELIHOOD, _("Likelihood"), risk_map.likelihood_scale),
    )
    for side, name, scale in sides:
        if side in value:
            yield f"{name}: {texts.scales[scale][value[side]].label}"


def _in_words(value: str, question: Question, texts: SetTexts) -> str:
    if question.scale is not None:
        return texts.scales[question.scale][value].label
    text, own = texts.questions[question.id], other_text(value)
    if question.takes_other and own:
        other = _("Other, namely")
        return f"{other}: {own}"
    yes_no = {"yes": _("Yes"), "no": _("No")} if closed_values(question) == YES_NO else {}
    return text.options.get(value) or yes_no.get(value) or f"{value} {text.unit}".strip()
