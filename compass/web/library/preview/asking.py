"""One question of a preview: its pages, and what its buttons do with the trial."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.core.answers import answer_fault
from compass.services import texts
from compass.web.answers.changes import changed
from compass.web.answers.entry import Entry, entry_of
from compass.web.answers.former import with_former
from compass.web.answers.forms import AnswerForm, form_class
from compass.web.answers.items import ItemsForm
from compass.web.answers.kept import Kept, kept_by
from compass.web.answers.links import links_of
from compass.web.answers.messages import fault_message
from compass.web.answers.page import asked_context
from compass.web.answers.reasons import reasons_of
from compass.web.current import actor, now, today
from compass.web.library.preview.carrying import fitted, is_full
from compass.web.library.preview.pages import Preview
from compass.web.library.preview.trial import Trial
from compass.web.reviews.picture import Row


@dataclass(frozen=True)
class TrialQuestion:
    preview: Preview
    row: Row

    @property
    def kept(self) -> Kept:
        picture, trial, where = self.preview.picture, self.preview.trial, self.row.where
        return with_former(
            kept_by(picture, trial.answers, where, trial.listed_before),
            picture,
            trial.answers,
            where,
            current=self.row.answer,
            before=trial.former.get(where, ()),
        )

    @property
    def entry(self) -> Entry:
        return Entry(0, self.row.answer, self.row.is_flagged)

    def show(self, *, removing: str = "") -> str:
        return self._page(self.entry, removing=removing)

    def correct(self, entry: Entry, items: ItemsForm) -> ResponseReturnValue:
        return self._page(entry, typed=items.typed, item_errors=items.messages), 422

    def fragment(self, entry: Entry) -> str:
        return render_template("library/preview_saved.html", **self._context(entry))

    def _page(self, entry: Entry, **around: object) -> str:
        where, trial = self.row.where, self.preview.trial
        rows = (trial.evidence_rows(now=now()), trial.action_rows())
        evidence, actions = ([one for one in each if one.question_id == where] for each in rows)
        name = "preview" if self.row.question.takes_answer else "preview_read"
        return render_template(
            f"library/{name}.html",
            **self._context(entry),
            **{"typed": {}, "item_errors": {}, "removing": "", **around},
            evidence=evidence,
            actions=actions,
            reasons=reasons_of(self.preview.picture, trial.answers, where),
            links=links_of(self.row.question, self.preview.picture.texts.language),
        )

    def _context(self, entry: Entry) -> dict[str, object]:
        before, row, following = self.preview.picture.place(self.row.where)
        return {
            **self.preview.context(row.where),
            **asked_context(self.preview.picture, row),
            "person": actor().id,
            "before": before,
            "following": following,
            "entry": entry,
            "waits": False,
            "kept": self.kept,
            "conflict": None,
        }


def take(page: TrialQuestion) -> ResponseReturnValue:
    """What was typed, while somebody types."""
    form = form_class(page.row.question)(request.form)
    entry = _checked(page, form, "save", "")
    trial = fitted(_answered(page, entry))
    if entry.errors or is_full(trial):
        return page.fragment(_too_much(entry)), 422
    return _again(page, trial).fragment(entry)


def try_answer(page: TrialQuestion, command: str, subject: str) -> Trial | ResponseReturnValue:
    """The trial with what was sent, or the page to correct it; as in a review every button takes
    along what was typed."""
    form = form_class(page.row.question)(request.form)
    items = ItemsForm(request.form, command=command)
    entry = _checked(page, form, command, subject)
    if not items.validate() or entry.errors:
        return page.correct(entry, items)
    trial = _with_items(_answered(page, entry), page.row.where, items)
    change = _CHANGES.get(command)
    trial = fitted(change(trial, subject) if change else trial)
    return page.correct(_too_much(entry), items) if is_full(trial) else trial


def _checked(page: TrialQuestion, form: AnswerForm, command: str, subject: str) -> Entry:
    if not form.validate():
        return entry_of(form)
    entry = changed(page, entry_of(form), command, subject)
    fault = answer_fault(page.row.question, entry.answer)
    errors = {fault[0]: fault_message(fault[1], page.row.question)} if fault else {}
    return replace(entry, errors=errors)


def _answered(page: TrialQuestion, entry: Entry) -> Trial:
    where, trial = page.row.where, page.preview.trial
    return trial.answered(where, entry.answer, is_flagged=entry.is_flagged)


def _again(page: TrialQuestion, trial: Trial) -> TrialQuestion:
    preview = page.preview.having(trial)
    return TrialQuestion(preview, preview.rows[page.row.where])


def _too_much(entry: Entry) -> Entry:
    if entry.errors:
        return entry
    message = _("A preview carries no more than this. Shorten a text, or begin again.")
    return replace(entry, errors={"rationale": message})


def _with_items(trial: Trial, where: str, items: ItemsForm) -> Trial:
    if items.has_evidence:
        title, url = items["evidence_title"].data, items["evidence_url"].data
        trial = trial.with_evidence(where, title=texts.line(title, "title"), url=url)
    if items.has_action:
        what, who = texts.lines(items["action_what"].data, "what"), items["action_who"].data
        trial = trial.with_action(where, what=what, who=texts.line(who, "who"), due=items.due)
    return trial


def _finished(trial: Trial, action_id: str) -> Trial:
    action = trial.action(action_id)
    return trial.with_changed(replace(action, done_on=today())) if action else trial


_CHANGES: Mapping[str, Callable[[Trial, str], Trial]] = MappingProxyType(
    {"remove-evidence": Trial.without_evidence, "done-action": _finished}
)
