"""The comparison as a CSV file that a spreadsheet opens and that cannot run anything in it."""

import csv
import io
import re
from collections.abc import Sequence

from flask_babel import gettext as _

from compass.core.answers import Answer, AnswerStatus
from compass.core.question_sets import Question, QuestionSet, SetTexts
from compass.dossier.words import named
from compass.services.comparison import ComparisonRow
from compass.web.answer_words import answer_lines
from compass.web.current import services
from compass.web.filters import LANGUAGE_NAMES
from compass.web.i18n import language
from compass.web.results import results_in_words
from compass.web.reviews.picture import texts_in
from compass.web.words import PHASES, STATES

BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
_GAP = re.compile(r"[\s;]+")
_ENDS_A_CELL = ";\t\r\n"  # a semicolon in the spreadsheets of some countries
_BEGINS_A_FORMULA = frozenset("=+-@＝＋－＠﹦﹢﹣﹫")


def written(question_set: QuestionSet, rows: Sequence[ComparisonRow]) -> str:
    """All of it at once: a file that is still being written would hold on to its request."""
    texts = texts_in(question_set, language())
    questions = question_set.answerable
    cells = [_head(question_set, texts), *(_row(row, questions, texts) for row in rows)]
    return BOM + _lines(cells)


def defused(text: str) -> str:
    """No cell starts like a formula: https://owasp.org/www-community/attacks/CSV_Injection."""
    made = _GAP.sub(_closed, text)
    is_risky = text[:1] in {"\t", "\r", "\n"} or text.lstrip()[:1] in _BEGINS_A_FORMULA
    return f"'{made}" if is_risky else made


def _closed(gap: re.Match[str]) -> str:
    """Each gap is looked at once: a text of nothing but tabs takes no longer than another."""
    white, after = gap.group(), gap.string[gap.end() : gap.end() + 1]
    begins = max(white.rfind(end) for end in _ENDS_A_CELL) + 1
    if not begins or after not in _BEGINS_A_FORMULA:
        return white
    return f"{white[:begins]}'{white[begins:]}"


def _lines(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue()


def _head(question_set: QuestionSet, texts: SetTexts) -> list[str]:
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
    outcomes = [texts.outcomes[rule.id].title for rule in question_set.outcomes]
    questions = [
        f"{each.code} {texts.questions[each.id].title}" for each in question_set.answerable
    ]
    return [*facts, *outcomes, *questions]


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
        review.updated_at.astimezone(services().settings.zone).isoformat(timespec="seconds"),
        review.valid_until.isoformat() if review.valid_until else "",
    ]
    results = [result.label for result in results_in_words(row.outcomes, texts)]
    return [*facts, *results, *(_cell(row, question, texts) for question in questions)]


def _cell(row: ComparisonRow, question: Question, texts: SetTexts) -> str:
    """Of a question asked per item a line for each of them."""
    places = row.places(question)
    if not places:
        return str(_("Not asked here"))
    lines = ((_answer(row.answers.get(where), question, texts), item) for where, item in places)
    return "\n".join(_named(item.name if item else "", words) for words, item in lines)


def _answer(answer: Answer | None, question: Question, texts: SetTexts) -> str:
    if answer is None:
        return str(_("Not answered yet"))
    if answer.status is AnswerStatus.NOT_APPLICABLE:
        return str(_("Not applicable"))
    if answer.status is AnswerStatus.NOT_KNOWN:
        return str(_("Not known yet"))
    lines = answer_lines(question, answer, texts)
    if not lines:
        return str(_("Not answered yet"))
    return "; ".join(_named(line.part, line.text) for line in lines)


def _named(part: str, words: str) -> str:
    return named(part, words, language()) if part else words
