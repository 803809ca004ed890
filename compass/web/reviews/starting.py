"""Starting a review: which question sets are offered, newest version first, with what they ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from wtforms.fields.choices import SelectChoice

from compass.core.publication import precedence
from compass.core.question_sets import QuestionSet, SetTexts
from compass.db.queries.question_sets import VersionRow
from compass.web.current import actor, services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.reviews.forms import StartForm
from compass.web.reviews.picture import texts_in


@dataclass(frozen=True)
class Offer:
    row: VersionRow
    question_set: QuestionSet
    texts: SetTexts


def offered_sets(rows: Sequence[VersionRow]) -> tuple[Offer, ...]:
    reader = language()
    sets = [(row, services().library.get(db.session, row.digest)) for row in rows]
    offers = [Offer(row, found, texts_in(found, reader)) for row, found in sets]
    newest_first = sorted(offers, key=lambda offer: precedence(offer.row.version), reverse=True)
    return tuple(sorted(newest_first, key=lambda offer: offer.row.set_id))


def start_form(offers: Sequence[Offer]) -> StartForm:
    form = StartForm(language=actor().language)
    form.set_version.choices = [
        SelectChoice(value=str(offer.row.id), label=f"{offer.texts.title} {offer.row.version}")
        for offer in offers
    ]
    if form.set_version.data is None and offers:
        form.set_version.data = str(offers[0].row.id)
    return form
