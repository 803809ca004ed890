"""A version as a team sees it, with answers that are thrown away."""

from dataclasses import dataclass, replace

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from compass.core.answers import Answer
from compass.core.consequences import consequences
from compass.db.models import QuestionSetVersion
from compass.services.permissions import Right
from compass.web import access
from compass.web.answers.entry import Entry, entry_of
from compass.web.answers.forms import form_class
from compass.web.answers.links import links_of
from compass.web.answers.reasons import reasons_of
from compass.web.current import services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.library.blueprint import bp, version_or_404
from compass.web.library.trial import Trial, read_trial
from compass.web.reviews.follows import Follows
from compass.web.reviews.overview import wheel_of
from compass.web.reviews.picture import Picture, Row, draw
from compass.web.settings import LANGUAGES

OVERVIEW = "overview"


@dataclass(frozen=True)
class Preview:
    version: QuestionSetVersion
    trial: Trial

    @property
    def picture(self) -> Picture:
        trial = self.trial
        return draw(trial.question_set, trial.answers, trial.flagged, trial.language)

    def page(self, question_id: str, entry: Entry | None = None) -> str:
        """The question, or the overview where that was asked for or there is no such question."""
        picture = self.picture
        place = {row.where: row for row in picture.rows}
        with force_locale(self.trial.language):
            g.pop("catalogue", None)
            if question_id not in place:
                return self._overview(picture)
            return self._question(picture, place[question_id], entry)

    def after(self, question_id: str) -> str:
        """The question that follows, as the answers stand now."""
        ids = [row.where for row in self.picture.rows]
        at = ids.index(question_id) + 1 if question_id in ids else len(ids)
        return ids[at] if at < len(ids) else OVERVIEW

    def _overview(self, picture: Picture) -> str:
        wheel = wheel_of(picture, _("Compass of “%(title)s”", title=picture.texts.title))
        return render_template(
            "library/preview_overview.html",
            **self._context(picture),
            follows=self._follows(picture),
            wheel=wheel,
            current="",
        )

    def _follows(self, picture: Picture) -> Follows | None:
        answers, language = self.trial.answers, picture.texts.language
        if not picture.question_set.has_rules:
            return None
        return Follows(consequences(picture.question_set, answers, picture.evaluation, language))

    def _question(self, picture: Picture, row: Row, entry: Entry | None) -> str:
        before, _row, following = picture.place(row.where)
        part = picture.part(row.question.theme)
        return render_template(
            "library/preview.html",
            **self._context(picture),
            part=part,
            row=row,
            question=row.question,
            text=row.text,
            scale=picture.texts.scales.get(row.question.scale or "", {}),
            number=part.rows.index(row) + 1,
            before=before,
            following=following,
            entry=entry or Entry(0, row.answer, row.is_flagged),
            item_errors={},
            current=row.where,
            reasons=reasons_of(picture, self.trial.answers, row.where),
            links=links_of(row.question, picture.texts.language),
        )

    def _context(self, picture: Picture) -> dict[str, object]:
        return {
            "version": self.version,
            "trial": self.trial,
            "picture": picture,
            "review": {"language": self.trial.language},
            "languages": [code for code in self.trial.question_set.languages if code in LANGUAGES],
        }


@bp.get("/library/<set_id>/<version>/preview")
@access.requires(Right.LIBRARY)
def preview(set_id: str, version: str) -> ResponseReturnValue:
    row = version_or_404(set_id, version)
    question_set = services().library.get(db.session, row)
    first = question_set.questions[0].id
    return Preview(row, Trial(question_set, _chosen_language())).page(first)


@bp.post("/library/<set_id>/<version>/preview")
@access.requires(Right.LIBRARY)
def try_out(set_id: str, version: str) -> ResponseReturnValue:
    row = version_or_404(set_id, version)
    question_set = services().library.get(db.session, row)
    here = Preview(row, read_trial(question_set, request.form, _chosen_language()))
    question_id = request.form.get("question", OVERVIEW)
    command, _colon, subject = request.form.get("do", "save").partition(":")
    asked = {each.where: each.question for each in here.picture.rows}
    if question_id in asked and asked[question_id].takes_answer and command != "reset":
        form = form_class(asked[question_id])(request.form)
        if not form.validate():
            return here.page(question_id, entry_of(form)), 422
        entry = entry_of(form)
        answer = (
            replace(entry.answer, status=None, value=None) if command == "clear" else entry.answer
        )
        here = _with(here, question_id, answer, is_flagged=entry.is_flagged)
    return here.page(_next(here, command, subject, question_id))


def _with(here: Preview, question_id: str, answer: Answer, *, is_flagged: bool) -> Preview:
    return replace(here, trial=here.trial.answered(question_id, answer, is_flagged=is_flagged))


def _next(here: Preview, command: str, subject: str, question_id: str) -> str:
    if command == "next":
        return here.after(question_id)
    return subject if command == "go" else question_id


def _chosen_language() -> str:
    """Whose eyes: the language asked for, or that of the officer."""
    chosen = request.values.get("show", request.values.get("reader", ""))
    return chosen if chosen in LANGUAGES else language()
