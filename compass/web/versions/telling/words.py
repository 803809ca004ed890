"""The words for what question sets are made of, by language."""

from collections.abc import Mapping
from functools import cache

from compass.core.clauses import Joint
from compass.core.kinds import QuestionKind
from compass.core.rules import Measure, RoundingMode, ScoreMethod
from compass.dossier.words import translations


@cache
def joint_words(language: str) -> Mapping[Joint, str]:
    _ = translations(language).gettext
    return {
        Joint.ALL: _("all of these hold:"),
        Joint.ANY: _("at least one of these holds:"),
        Joint.ANY_ITEM: _("for at least one of “%(subject)s”:"),
        Joint.EVERY_ITEM: _("for each of “%(subject)s”:"),
        Joint.NO_ITEM: _("for none of “%(subject)s”:"),
        Joint.NOT_EVERY_ITEM: _("not for each of “%(subject)s”:"),
    }


@cache
def kind_words(language: str) -> Mapping[QuestionKind, str]:
    _ = translations(language).gettext
    return {
        QuestionKind.JUDGEMENT: _("a judgement on a scale"),
        QuestionKind.YES_NO: _("yes or no"),
        QuestionKind.SINGLE_CHOICE: _("one out of a list"),
        QuestionKind.MULTIPLE_CHOICE: _("several out of a list"),
        QuestionKind.SHORT_TEXT: _("a short text"),
        QuestionKind.LONG_TEXT: _("a long text"),
        QuestionKind.NUMBER: _("a number"),
        QuestionKind.DATE: _("a date"),
        QuestionKind.STATEMENT: _("a statement without an answer"),
        QuestionKind.RISK: _("a risk: how serious and how likely"),
        QuestionKind.RANGE: _("a number within a range"),
        QuestionKind.RANKING: _("an order of preference"),
        QuestionKind.TEXT_LIST: _("a list of texts"),
        QuestionKind.ITEMS: _("a list of items with questions of their own"),
        QuestionKind.TABLE: _("a table with fixed rows"),
        QuestionKind.ATTESTATION: _("a confirmation"),
    }


@cache
def score_words(language: str) -> Mapping[str, str]:
    """Methods, measures and ways to round."""
    _ = translations(language).gettext
    return {
        ScoreMethod.SUM: _("the sum"),
        ScoreMethod.HIGHEST: _("the highest one"),
        Measure.POINTS: _("points"),
        Measure.SHARE: _("percent of what can be reached"),
        RoundingMode.HALF_UP: _("a half goes up"),
        RoundingMode.HALF_EVEN: _("a half goes to the even digit"),
        RoundingMode.DOWN: _("always down"),
        RoundingMode.UP: _("always up"),
    }
