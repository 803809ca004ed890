"""Starting a review: which question sets are offered, newest version first, with what they ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from compass.core.publication import precedence
from compass.core.question_sets import QuestionSet, SetTexts
from compass.db.queries.question_sets import VersionRow
from compass.services.question_sets import list_published
from compass.web.choices import SelectChoice
from compass.web.current import actor, services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.reviews.forms import StartForm
from compass.web.reviews.picture import texts_in


@dataclass(frozen=True)
class Offer:
    """``is_way_in``: its results lead to another set that is offered."""

    row: VersionRow
    question_set: QuestionSet
    texts: SetTexts
    is_way_in: bool


def offered_sets(rows: Sequence[VersionRow], *, is_first: bool) -> tuple[Offer, ...]:
    """For the first review of a project the ways in come first, for others last."""
    reader, sets = language(), {row.set_id for row in rows}
    found = [(row, services().library.get(db.session, row.digest)) for row in rows]
    offers = [
        Offer(row, one, texts_in(one, reader), bool(one.leads_to & sets)) for row, one in found
    ]
    newest_first = sorted(offers, key=lambda offer: precedence(offer.row.version), reverse=True)
    return tuple(
        sorted(newest_first, key=lambda offer: (offer.is_way_in != is_first, offer.row.set_id))
    )


def way_in() -> Offer | None:
    """What the first review of a project is best started with, if there is such a set."""
    offers = offered_sets(list_published(db.session), is_first=True)
    return offers[0] if offers and offers[0].is_way_in else None


def start_form(offers: Sequence[Offer], *, wanted: str) -> StartForm:
    """Chosen already: the newest version of the set that is ``wanted``, else the first offer."""
    form = StartForm(language=actor().language)
    form.set_version.choices = [
        SelectChoice(value=str(offer.row.id), label=f"{offer.texts.title} {offer.row.version}")
        for offer in offers
    ]
    if form.set_version.data is None and offers:
        chosen = next((offer for offer in offers if offer.row.set_id == wanted), offers[0])
        form.set_version.data = str(chosen.row.id)
    return form
