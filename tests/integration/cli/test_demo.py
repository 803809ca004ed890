"""The demonstration takes an empty home and an empty database, or nothing."""

import pytest

from compass.cli import demo
from compass.core.workflow import ReviewState
from compass.services.demo.reading import read_projects


@pytest.fixture
def quick(monkeypatch):
    """What the demonstration would do next is not what these tests ask."""
    done = []
    monkeypatch.setattr(demo, "build_demo", lambda *_args, **_facts: done.append(True))
    return done


@pytest.fixture
def empty(tmp_path, original):
    """A home without a file, on a database that is in use."""
    return type(original)(
        tmp_path / "home", original.url or f"sqlite:///{original.home}/compass.db"
    )


def test_a_home_with_anything_in_it_is_refused_and_left_as_it_is(compass, empty, quick):
    empty.home.mkdir()
    (empty.home / "notes.txt").write_text("ours")

    refused = compass(empty, "demo")

    assert refused.exit_code == 1
    assert "is in use" in refused.stderr
    assert [path.name for path in empty.home.iterdir()] == ["notes.txt"]
    assert not quick


def test_a_database_with_accounts_is_refused(compass, empty, quick):
    refused = compass(empty, "demo")

    assert refused.exit_code == 1
    assert "the database is in use" in refused.stderr
    assert not quick
    assert not list(empty.home.iterdir())


def test_what_was_made_is_taken_away_when_it_is_stopped_half_way(compass, small, monkeypatch):
    def stop(*_args, **_facts):
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "build_demo", stop)
    place = type(small)(small.home.parent / "other")

    stopped = compass(place, "demo")

    assert stopped.exit_code == 1
    assert not list(place.home.iterdir())


def test_a_demonstration_that_was_killed_is_made_anew(compass, tmp_path, small, quick):
    place = type(small)(tmp_path / "killed")
    place.home.mkdir()
    (place.home / demo.UNFINISHED).touch()
    (place.home / "compass.db").write_bytes(b"half of a database")

    refused = compass(place, "run", "--port", "1")
    made = compass(place, "demo")

    assert "compass demo" in refused.stderr
    assert refused.exit_code == 1
    assert made.exit_code == 0
    assert quick
    assert not (place.home / demo.UNFINISHED).exists()


def test_all_that_it_makes_is_for_its_owner_alone(compass, small, quick):
    place = type(small)(small.home.parent / "made")

    made = compass(place, "demo")

    assert made.exit_code == 0, made.output
    files = {path.name: path.stat().st_mode & 0o077 for path in place.home.iterdir()}
    assert {"compass.toml", "compass.db", "secret.key"} <= set(files)
    assert {name for name, rights in files.items() if rights} <= {"dossiers"}


def test_it_tells_of_every_state_and_every_language_in_four_organisations():
    told = read_projects()

    assert len(told) >= 12
    assert len({project.organisation for project in told}) == 4
    assert {project.language for project in told} == {"en", "nl", "fr", "de"}
    assert {review.state for project in told for review in project.reviews} == set(ReviewState)


def test_it_tells_of_both_versions_of_the_compass_and_of_what_happens_between_them():
    told = [review for project in read_projects() for review in project.reviews]
    of_compass = [review for review in told if review.set_id == "digital-ethics-compass"]

    assert {review.version for review in of_compass} == {"1.0.0", "2.0.0"}
    assert any(review.move and review.move.to == "2.0.0" for review in of_compass)
    assert any(review.follows and review.version == "2.0.0" for review in of_compass)
    assert any(review.version == "2.0.0" and not review.follows for review in of_compass)


def test_it_tells_of_ways_into_a_project_too():
    told = read_projects()
    prescans = [
        review for one in told for review in one.reviews if review.set_id == "compass-prescan"
    ]

    assert {review.state for review in prescans} == {
        ReviewState.DRAFT,
        ReviewState.SUBMITTED,
        ReviewState.SEALED,
    }
    assert any(not one.reviews for one in told)
