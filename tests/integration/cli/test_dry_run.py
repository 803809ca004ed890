"""``compass question-sets dry-run``: a version tried on the reviews of an installation."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from sqlalchemy.exc import DatabaseError

from compass.resources import resource
from compass.services import dry_runs

SHIPPED = Path(__file__).parents[3] / "question_sets" / "digital-ethics-compass" / "1.0.0"


@pytest.fixture
def later(small):
    """1.0.1 in the home: one question asks something else, and its levels stay."""
    folder = small.home / "question_sets" / "digital-ethics-compass" / "1.0.1"
    shutil.copytree(SHIPPED, folder)
    path = folder / "set.yaml"
    path.write_text(path.read_text("utf-8").replace("version: 1.0.0", "version: 1.0.1"), "utf-8")
    changes = "against: 1.0.0\nquestions:\n  data-minimisation:\n    class: meaning\n"
    (folder / "changes.yaml").write_text(changes, "utf-8")
    return small


def test_the_document_follows_its_schema_and_counts_every_review(compass, later):
    schema = (resource("question_sets") / "schema" / "dry-run-1.json").read_text("utf-8")

    result = compass(later, "question-sets", "dry-run", "digital-ethics-compass", "1.0.1", "--json")

    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    jsonschema.Draft202012Validator(json.loads(schema)).validate(document)
    [review] = document["reviews"]
    assert (review["project"], review["state"], review["can_move"]) == ("Parking", "sealed", False)
    assert review["questions"] == {"data-minimisation": "kept-confirm"}
    assert document["totals"]["confirm"] == document["totals"]["reviews"] == 1


def test_what_fails_on_the_way_leaves_one_document_that_says_so(compass, later, monkeypatch):
    def fail(*_):
        raise DatabaseError("", None, Exception("disk image is malformed"))

    monkeypatch.setattr(dry_runs, "lineage_between", fail)

    result = compass(later, "question-sets", "dry-run", "digital-ethics-compass", "1.0.1", "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"].endswith("disk image is malformed")


def test_people_read_a_line_for_each_review_and_the_sum(compass, later):
    lines = compass(
        later, "question-sets", "dry-run", "digital-ethics-compass", "1.0.1"
    ).stdout.splitlines()

    assert lines[1].endswith("1.0.0  sealed  0 kept, 1 confirm, 0 asked again, 0 lost")
    assert lines[-1] == (
        "reviews: 1, can move: 0; answers: 0 kept, 1 confirm, 0 asked again, 0 lost"
    )


def test_without_reviews_of_an_earlier_version_the_list_is_empty(compass, small):
    result = compass(small, "question-sets", "dry-run", "digital-ethics-compass", "1.0.0", "--json")

    assert json.loads(result.stdout)["reviews"] == []


def test_a_version_that_is_nowhere_is_refused(compass, small):
    result = compass(small, "question-sets", "dry-run", "digital-ethics-compass", "9.9.9")

    assert result.exit_code == 2
    assert "there is no question set" in result.stderr
