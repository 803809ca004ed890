"""The filters of the comparison: read from the address, offered in the form, kept in links."""

import uuid
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from compass.core.answers import AnswerStatus
from compass.core.question_sets import SetTexts
from compass.core.workflow import ProjectPhase, ReviewState
from compass.db.queries import accounts as account_queries
from compass.services.comparison import Comparison, ComparisonFilters
from compass.services.permissions import Right, organisations_with
from compass.web.current import actor, services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.reviews.picture import texts_in
from compass.web.words import PHASES, STATES

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Choices:
    """What each filter offers: value and words. One set or one organisation needs no choice."""

    sets: Options
    organisations: Options
    phases: Options
    states: Options
    levels: Options


def read_filters() -> ComparisonFilters:
    """What is not a known value is left aside."""
    organisation_id = request.args.get("organisation", type=uuid.UUID)
    set_id, _slash, version = request.args.get("set", "").partition("/")
    return ComparisonFilters(
        organisation_id=organisation_id if organisation_id in _own() else None,
        phase=request.args.get("phase", type=ProjectPhase),
        state=request.args.get("state", type=ReviewState),
        level=request.args.get("level", ""),
        set_id=set_id,
        version=version,
    )


def arguments_of(filters: ComparisonFilters) -> dict[str, str]:
    """The filters as an address holds them, without the page."""
    found = {
        "set": f"{filters.set_id}/{filters.version}" if filters.set_id else "",
        "organisation": str(filters.organisation_id or ""),
        "phase": filters.phase.value if filters.phase else "",
        "state": filters.state.value if filters.state else "",
        "level": filters.level,
    }
    return {name: value for name, value in found.items() if value}


def choices_of(found: Comparison, texts: SetTexts) -> Choices:
    names = account_queries.organisation_names(db.session, _own())
    return Choices(
        sets=_sets(found),
        organisations=[(str(key), name) for key, name in names.items()],
        phases=[(phase.value, str(word)) for phase, word in PHASES.items()],
        states=[(state.value, str(word)) for state, word in STATES.items()],
        levels=_levels(found, texts),
    )


def _own() -> tuple[uuid.UUID, ...]:
    return organisations_with(actor(), Right.COMPARE)


def _sets(found: Comparison) -> Options:
    options = []
    for used in found.versions:
        title = texts_in(services().library.get(db.session, used.digest), language()).title
        options.append((f"{used.set_id}/{used.version}", f"{title} {used.version}"))
    return options


def _levels(found: Comparison, texts: SetTexts) -> Options:
    labels = {
        level: f"{number} {texts.scales[str(question.scale)][level].label}"
        for question in found.question_set.answerable
        for number, level in enumerate(question.levels_to_reach, start=1)
    }
    return [
        *labels.items(),
        (AnswerStatus.NOT_APPLICABLE.value, _("Not applicable")),
        (AnswerStatus.NOT_KNOWN.value, _("Not known yet")),
    ]
