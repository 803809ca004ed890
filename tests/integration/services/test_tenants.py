"""Nothing of organisation B reaches people of organisation A, in any list there is."""

import datetime as dt
import inspect

import pytest

from compass.core.workflow import Outcome
from compass.dossier.press import IssuedPdf
from compass.dossier.storage import DossierStorage
from compass.services import (
    comparison,
    decisions,
    dossiers,
    home,
    log,
    measures,
    projects,
    reviews,
)

SECRET = "Harbour secret"


class OneLinePress:
    def issue(self, job):
        return IssuedPdf(pdf=b"%PDF " + job.record, pages=1, seal_level="B-B", digest="d" * 64)


@pytest.fixture
def harbour_full(world, harbour, version, tmp_path):
    """Harbour of Ghent has a project, a sealed review, one handed in, and a late action."""
    world.user("Hans", harbour, "officer")
    project = world.project(harbour, "Hilde", name=SECRET)
    for title in (f"{SECRET} one", f"{SECRET} two"):
        review = world.review(project, version, by="Hilde", title=title)
        world.save(review, "channel", "website", by="Hilde", rationale=SECRET)
        measures.add_action(
            world.session, review, "channel", what=SECRET, who="", due=dt.date(2020, 1, 1),
            by=world.actor("Hilde"), now=world.now,
        )  # fmt: skip
        reviews.hand_in(
            world.session, review, confirmed_open=True, by=world.actor("Hilde"), now=world.now
        )
    decisions.decide(
        world.session, review, outcome=Outcome.GO, reason=SECRET, by=world.actor("Hans"),
        now=world.now,
    )  # fmt: skip
    dossiers.issue(
        world.session, review, language="en", press=OneLinePress(),
        storage=DossierStorage(tmp_path), verify_url="", by=world.actor("Hilde"), now=world.now,
    )  # fmt: skip
    return harbour


def everything(world, actor):
    """Every list that a person can ask for, as text."""
    session, today = world.session, world.today
    return [
        projects.list_my_projects(session, actor),
        home.home_of(session, actor, today=today),
        home.inbox_of(session, actor),
        dossiers.search_dossiers(session, actor, dossiers.DossierFilters(), today=today),
        comparison.used_versions(session, actor),
        comparison.compare(session, actor, comparison.ComparisonFilters(), today=today),
        comparison.all_rows(session, actor, comparison.ComparisonFilters(), today=today),
        log.read_log(session, actor, log.LogFilters()),
    ]


@pytest.mark.parametrize("name", ["Lea", "Carl", "Vera", "Oda", "Aldo"])
def test_no_list_shows_another_organisation(world, project, harbour_full, name):
    found = everything(world, world.actor(name))

    assert SECRET not in repr(found)
    assert str(harbour_full.id) not in repr(found)


@pytest.mark.parametrize("name", ["Hugo", "Hans"])
def test_the_same_lists_do_show_it_to_its_own_officers(world, project, harbour_full, name):
    found = everything(world, world.actor(name))

    assert all(SECRET in repr(part) for part in (found[0], found[2], found[5], found[6], found[7]))


@pytest.mark.parametrize("name", ["Oda", "Aldo"])
def test_asking_for_it_by_id_does_not_help(world, project, harbour_full, name):
    actor, session = world.actor(name), world.session
    place = harbour_full.id

    found = [
        projects.list_my_projects(session, actor, organisation_id=place),
        dossiers.search_dossiers(
            session, actor, dossiers.DossierFilters(organisation_id=place), today=world.today
        ),
        log.read_log(session, actor, log.LogFilters(organisation_id=place)),
    ]

    assert [page.total for page in found] == [0, 0, 0]


def test_somebody_without_any_role_finds_nothing(world, project, harbour_full):
    world.user("Nobody", None)

    found = everything(world, world.actor("Nobody"))

    assert SECRET not in repr(found)
    assert "Parking" not in repr(found)


def test_every_service_that_lists_for_an_actor_is_tried_here():
    """A new list must be added to ``everything``, otherwise nobody tries it."""
    asks = {
        f"{module.__name__}.{name}"
        for module in (projects, home, dossiers, comparison, log)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and list(inspect.signature(function).parameters)[1:2] == ["actor"]
    }

    tried = inspect.getsource(everything)
    calls = {ask.removeprefix("compass.services.") + "(" for ask in asks}
    assert {call for call in calls if call not in tried} == set()
