"""Comparing: what counts, what is hidden, totals over everything, own organisations only."""

import datetime as dt

import pytest

from compass.core.answers import AnswerStatus
from compass.core.question_sets import QuestionSet
from compass.core.workflow import ProjectPhase, ReviewState
from compass.services.comparison import ComparisonFilters, all_rows, compare


@pytest.fixture
def compass(world, shipped_sets):
    """Without conditions: the database counts."""
    return world.set_version(shipped_sets / "digital-ethics-compass" / "1.0.0")


def compared(world, name="Oda", *, page=1, today=None, **filters):
    return compare(
        world.session,
        world.actor(name),
        ComparisonFilters(**filters),
        today=today or world.today,
        page=page,
    )


def titles(world, name="Oda", **filters):
    return [row.review.title for row in compared(world, name, **filters).rows.rows]


def test_without_reviews_there_is_nothing_to_compare(world, city):
    assert compared(world) is None


def test_a_row_holds_what_is_answered(world, project, compass):
    review = world.review(project, compass)
    world.save(review, "data-minimisation", "partly")

    comparison = compared(world)

    [row] = comparison.rows.rows
    assert {key: answer.value for key, answer in row.answers.items()} == {
        "data-minimisation": "partly"
    }
    assert comparison.totals["data-minimisation"] == {"partly": 1}


def test_totals_count_every_way_to_answer(world, project, compass):
    question = "data-minimisation"
    reviews = [world.review(project, compass, title=str(number)) for number in range(6)]
    world.save(reviews[0], question, "partly")
    world.save(reviews[1], question, "partly")
    world.save(reviews[2], question, "fully")
    world.save(reviews[3], question, status=AnswerStatus.NOT_APPLICABLE, reason="No data.")
    world.save(reviews[4], question, status=AnswerStatus.NOT_APPLICABLE)  # no reason yet
    world.save(reviews[5], question, status=AnswerStatus.NOT_KNOWN)

    assert compared(world).totals[question] == {
        "partly": 2,
        "fully": 1,
        "not-applicable": 1,
        "not-known": 1,
        "unanswered": 1,
    }


def test_hidden_answers_are_never_counted(world, project, version):
    review = world.review(project, version)
    world.save(review, "uses-automation", "yes")
    world.save(review, "oversight", "fully")
    assert compared(world).totals["oversight"] == {"fully": 1}

    world.save(review, "uses-automation", "no")

    comparison = compared(world)
    [row] = comparison.rows.rows
    assert comparison.totals["oversight"] == {"hidden": 1}
    assert "oversight" in row.hidden
    assert "oversight" not in row.answers


def test_open_texts_are_counted_not_listed(world, project, version):
    review = world.review(project, version)
    world.save(review, "nickname", "Pigeon")
    world.save(review, "groups", ("children", "newcomers"))

    totals = compared(world).totals

    assert totals["nickname"] == {"answered": 1}
    assert totals["groups"] == {"answered": 1}


def test_the_database_and_the_evaluator_count_the_same(world, project, compass, monkeypatch):
    for number, level in enumerate(["partly", "fully", "partly"]):
        review = world.review(project, compass, title=str(number))
        world.save(review, "data-minimisation", level)
        world.save(review, "data-storage", status=AnswerStatus.NOT_KNOWN)
    by_database = compared(world).totals

    monkeypatch.setattr(QuestionSet, "has_conditions", property(lambda _: True))

    assert compared(world).totals == by_database


def test_officers_compare_their_own_organisation_only(world, project, harbour, compass):
    world.review(project, compass, title="City's")
    cranes = world.project(harbour, "Hilde", name="Cranes")
    review = world.review(cranes, compass, by="Hilde", title="Harbour's")
    world.save(review, "data-minimisation", "fully", by="Hilde")

    assert titles(world, "Oda") == ["City's"]
    assert titles(world, "Hugo") == ["Harbour's"]
    assert compared(world, "Oda").totals["data-minimisation"] == {"unanswered": 1}
    assert titles(world, "Oda", organisation_id=harbour.id) == []


@pytest.mark.parametrize("name", ["Lea", "Aldo", "Hilde"])
def test_nobody_else_compares_anything(world, project, harbour, compass, name):
    world.review(project, compass)

    assert compared(world, name) is None


def test_filters_narrow_rows_and_totals(world, city, project, compass):
    world.save(world.review(project, compass, title="Design"), "data-minimisation", "partly")
    pools = world.project(city, "Lea", name="Swimming pools")
    pools.phase = ProjectPhase.IN_USE
    world.review(pools, compass, title="In use")

    assert titles(world, phase=ProjectPhase.IN_USE) == ["In use"]
    assert titles(world, level="partly") == ["Design"]
    assert titles(world, level="not-known") == []
    assert titles(world, organisation_id=city.id) == ["Design", "In use"]
    assert compared(world, phase=ProjectPhase.IN_USE).rows.total == 1
    assert compared(world, level="partly").totals["data-minimisation"] == {"partly": 1}


def test_the_state_is_the_one_of_today(world, project, compass):
    review = world.review(project, compass, title="Old")
    review.state, review.valid_until = ReviewState.SEALED, dt.date(2027, 1, 1)
    world.session.flush()
    later = dt.date(2027, 1, 2)

    assert titles(world, state=ReviewState.SEALED) == ["Old"]
    assert titles(world, state=ReviewState.SEALED, today=later) == []
    assert titles(world, state=ReviewState.EXPIRED, today=later) == ["Old"]
    assert compared(world, today=later).rows.rows[0].state is ReviewState.EXPIRED


def test_the_version_with_most_reviews_comes_first(world, project, compass, version):
    world.review(project, version)
    world.review(project, compass)
    world.review(project, compass)

    assert compared(world).used.set_id == "digital-ethics-compass"
    assert compared(world, set_id="every-kind").used.set_id == "every-kind"
    assert compared(world, set_id="every-kind").rows.total == 1


def test_pages_hold_fifty_and_the_file_holds_all(world, project, compass):
    for number in range(52):
        world.review(project, compass, title=f"{number:02}")
        world.later(minutes=1)

    comparison = compared(world, page=2)
    _, rows = all_rows(world.session, world.actor("Oda"), ComparisonFilters(), today=world.today)

    assert [row.review.title for row in comparison.rows.rows] == ["50", "51"]
    assert comparison.totals["data-minimisation"] == {"unanswered": 52}
    assert len(rows) == 52
