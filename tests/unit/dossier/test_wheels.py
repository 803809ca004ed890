"""What the wheel of a review shows: the same for a page and for a dossier."""

from compass.core.kinds import QuestionKind
from compass.core.signs import Sign
from compass.dossier.charts import Segment
from compass.dossier.wheels import Mark, wheel_themes


def named(question_set, kind: QuestionKind):
    return next(one for one in question_set.questions if one.kind is kind)


def test_a_judgement_has_as_many_rings_as_its_own_scale_has_levels(every_kind) -> None:
    judged = named(every_kind, QuestionKind.JUDGEMENT)

    [theme] = wheel_themes(every_kind, [("Data", [Mark(judged, "2", is_flagged=True)])])

    assert theme.segments == (Segment(judged.code, "2", True, len(judged.levels)),)


def test_a_question_of_several_items_is_one_segment_with_what_needs_a_look_first(
    every_kind,
) -> None:
    judged = named(every_kind, QuestionKind.JUDGEMENT)
    marks = [Mark(judged, "3"), Mark(judged, Sign.TODO, is_flagged=True), Mark(judged, "1")]

    [theme] = wheel_themes(every_kind, [("Data", marks)])

    assert [(one.sign, one.is_flagged) for one in theme.segments] == [(Sign.TODO, True)]


def test_a_theme_without_a_question_to_answer_has_no_place_and_the_next_keeps_its_hue(
    every_kind,
) -> None:
    statement = named(every_kind, QuestionKind.STATEMENT)
    judged = named(every_kind, QuestionKind.JUDGEMENT)
    parts = [("Data", [Mark(statement, Sign.TODO)]), ("People", [Mark(judged, "1")])]

    [theme] = wheel_themes(every_kind, parts)

    assert (theme.name, theme.place) == ("People", 1)


def test_a_set_without_levels_has_no_wheel(prescan) -> None:
    assert wheel_themes(prescan, [("Due", [Mark(prescan.questions[0], Sign.DONE)])]) == ()
