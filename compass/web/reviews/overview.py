"""What the overview of a review shows, and what the person who looks may do next."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from compass.core.signs import Sign
from compass.core.workflow import CLOSED_STATES, ReviewState
from compass.db.queries import reviews as review_queries
from compass.db.queries.answers import ActionRow, StoredAnswer
from compass.db.queries.review_facts import AnyReview
from compass.dossier.charts import WheelTheme, WheelWords, wheel_svg
from compass.dossier.wheels import Mark, wheel_themes
from compass.services import answers as answer_service
from compass.services import measures
from compass.services.four_eyes import may_decide
from compass.services.permissions import Right, may
from compass.services.reviews import effective_state
from compass.web.current import actor, services, today
from compass.web.extensions import db
from compass.web.i18n import gettext, language
from compass.web.reviews.picture import Picture, draw


def picture_of(review: AnyReview, stored: Mapping[str, StoredAnswer] | None = None) -> Picture:
    """As the person who looks reads it: the questions in their own language."""
    if stored is None:
        stored = answer_service.stored_answers(db.session, review)
    return draw(
        services().library.get(db.session, review.set_version.digest),
        answer_service.counted(stored),
        frozenset(where for where, item in stored.items() if item.is_flagged),
        language(),
    )


@dataclass(frozen=True)
class Steps:
    """The buttons: what this person may do with the review as it stands now."""

    answer: bool
    hand_in: bool
    recall: bool
    delete: bool
    decide: bool
    draft_pdf: bool
    issue: bool
    dossier: bool
    withdraw: bool
    follow_actions: bool


def steps_of(review: AnyReview, picture: Picture) -> Steps:
    state = effective_state(review, today())
    is_open = answer_service.is_open(review)
    may_answer = _may(review, Right.ANSWER)
    return Steps(
        answer=is_open and may_answer,
        hand_in=is_open and _may(review, Right.HAND_IN),
        recall=state is ReviewState.SUBMITTED and _may(review, Right.RECALL),
        delete=state is ReviewState.DRAFT
        and _may(review, Right.DELETE_DRAFT)
        and not picture.progress.answered
        and review_queries.is_empty(db.session, review.id),
        decide=state is ReviewState.SUBMITTED and _may(review, Right.DECIDE),
        draft_pdf=state not in CLOSED_STATES,
        issue=state is ReviewState.DECIDED and _may(review, Right.DOSSIER_ISSUE),
        dossier=state in CLOSED_STATES - {ReviewState.DECIDED} and _may(review, Right.DOSSIER_VIEW),
        withdraw=state is ReviewState.SEALED and _may(review, Right.WITHDRAW),
        follow_actions=may_answer and (is_open or state in CLOSED_STATES),
    )


def four_eyes_reason(review: AnyReview) -> str | None:
    reason = may_decide(db.session, review, actor())
    return reason.value if reason else None


def wheel_of(picture: Picture, title: str) -> str:
    """The same chart as in the dossier, none where the set has no levels. It escapes every text
    itself."""
    themes = wheel_themes(
        picture.question_set,
        [
            (theme.title, [Mark(row.question, row.sign, row.is_flagged) for row in theme.rows])
            for theme in picture.themes
        ],
    )
    return wheel_svg(themes, _wheel_words(picture, themes, title)) if themes else ""


def _wheel_words(picture: Picture, themes: tuple[WheelTheme, ...], title: str) -> WheelWords:
    """What is said counts segments; the middle counts all that there is to do, item by item."""
    first = picture.question_set.principles[:1]
    signs = [segment.sign for theme in themes for segment in theme.segments]
    return WheelWords(
        title=title,
        description=gettext(
            "Wheel of %(total)s questions in %(themes)s themes. %(answered)s are answered. "
            "All values stand in the table after the figure.",
            total=len(signs),
            themes=len(themes),
            answered=sum(sign != Sign.TODO for sign in signs),
        ),
        core=picture.texts.principles[first[0]].title if first else picture.texts.title,
        answered=gettext("answered"),
        not_applicable=gettext("n/a"),
        counts=(picture.progress.answered, picture.progress.total),
    )


def open_actions(review: AnyReview, elsewhere: Collection[uuid.UUID]) -> list[ActionRow]:
    """Without those that go on in the next round."""
    actions = measures.list_actions(db.session, review)
    return late_first(action for action in actions if action.id not in elsewhere)


def late_first(actions: Iterable[ActionRow]) -> list[ActionRow]:
    """Those that are not done, by date; what has no date comes last."""
    still_open = [action for action in actions if not action.done_on]
    return sorted(still_open, key=lambda action: (action.due is None, action.due or today()))


def _may(review: AnyReview, right: Right) -> bool:
    return may(actor(), right, project=review.project)
