"""The results of a review in a few words, for lists of reviews."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from compass.core.question_sets import SetTexts


@dataclass(frozen=True)
class Result:
    title: str
    label: str


def results_in_words(outcomes: Mapping[str, str | None], texts: SetTexts) -> tuple[Result, ...]:
    """One for each outcome, in the order of the set; none for a set without outcomes."""
    return tuple(
        Result(
            texts.outcomes[name].title,
            texts.outcomes[name].results[result].label if result else _("Not decided yet"),
        )
        for name, result in outcomes.items()
    )
