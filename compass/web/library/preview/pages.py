"""A version as a team sees it, with throw-away answers: the pages around its questions."""

from dataclasses import dataclass, replace
from functools import cached_property

from flask import render_template, url_for
from flask_babel import gettext as _

from compass.core.answers import Action
from compass.core.consequences import consequences
from compass.db.models import QuestionSetVersion
from compass.web.confirm import ConfirmForm
from compass.web.current import today
from compass.web.library.preview.carrying import carried
from compass.web.library.preview.trial import Trial, action_row
from compass.web.reviews.follows import Follows, steps_of_preview
from compass.web.reviews.forms import ActionForm, HandInForm
from compass.web.reviews.overview import Steps, late_first, wheel_of
from compass.web.reviews.picture import Picture, Row, draw
from compass.web.settings import LANGUAGES

OVERVIEW, HAND_IN, RESULT, DRAFT = "/overview", "/hand-in", "/result", "/draft.pdf"
STEPS = Steps(
    answer=True,
    hand_in=True,
    recall=False,
    delete=False,
    decide=False,
    draft_pdf=True,
    issue=False,
    dossier=False,
    withdraw=False,
    follow_actions=True,
)


@dataclass(frozen=True)
class NoReview:
    """What stands in the place of a review: texts of people are in its language."""

    title: str
    language: str
    id: None = None


@dataclass(frozen=True)
class Preview:
    version: QuestionSetVersion
    trial: Trial

    def having(self, trial: Trial) -> "Preview":
        return replace(self, trial=trial)

    @cached_property
    def picture(self) -> Picture:
        trial = self.trial
        return draw(trial.question_set, trial.answers, trial.flagged, trial.language)

    @cached_property
    def rows(self) -> dict[str, Row]:
        return {row.where: row for row in self.picture.rows}

    def overview(self) -> str:
        title = _("Compass of “%(title)s”", title=self.picture.texts.title)
        return render_template(
            "library/preview_overview.html",
            **self.context(OVERVIEW),
            follows=self._follows(),
            wheel=wheel_of(self.picture, title),
            rows=self.rows,
            steps=STEPS,
            standing=None,
            actions=late_first(self.trial.action_rows()),
        )

    def hand_in(self) -> str:
        kind = HandInForm if self.picture.evaluation.unanswered else ConfirmForm
        form = kind(formdata=None)
        return render_template("library/preview_hand_in.html", **self.context(HAND_IN), form=form)

    def result(self) -> str:
        """What follows, to print; the overview for a set from whose answers nothing does."""
        follows = self._follows()
        if follows is None:
            return self.overview()
        return render_template(
            "library/preview_result.html",
            **self.context(RESULT),
            follows=replace(follows, is_page=True),
        )

    def action(self, action: Action, form: ActionForm, *, asks_to_remove: bool = False) -> str:
        return render_template(
            "library/preview_action.html",
            **self.context(action.questions[0]),
            action=action_row(action),
            form=form,
            is_open=True,
            asks_to_remove=asks_to_remove,
            back="",
        )

    @property
    def name(self) -> str:
        title, version = self.picture.texts.title, self.version.version
        return _("Preview of %(title)s %(version)s", title=title, version=version)

    def context(self, place: str) -> dict[str, object]:
        version = self.version
        return {
            "version": version,
            "preview_name": self.name,
            "trial": self.trial,
            "given": carried(self.trial),
            "place": place,
            "picture": self.picture,
            "review": NoReview(self.picture.texts.title, self.trial.language),
            "languages": [code for code in self.trial.question_set.languages if code in LANGUAGES],
            "today": today(),
            "trial_address": url_for(
                "library.try_out", set_id=version.set_id, version=version.version
            ),
        }

    def _follows(self) -> Follows | None:
        picture, answers = self.picture, self.trial.answers
        if not picture.question_set.has_rules:
            return None
        found = consequences(
            picture.question_set, answers, picture.evaluation, picture.texts.language
        )
        return Follows(found, steps_of_preview(found.starts))
