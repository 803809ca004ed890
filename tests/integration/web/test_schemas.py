"""The JSON Schemas have a public address that stays."""

import json

import pytest

from compass.resources import resource

NAMES = ("set-1", "language-1", "changes-1", "diff-1", "dry-run-1", "answers-1", "record-1")


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_public_at_the_address_that_it_names(site, name):
    answer = site.client().get(f"/schema/{name}.json")

    assert answer.status_code == 200
    assert answer.mimetype == "application/schema+json"
    assert json.loads(answer.data)["$id"] == f"/schema/{name}.json"


def test_every_schema_of_the_folder_has_its_address():
    for path in (resource("question_sets") / "schema").iterdir():
        assert json.loads(path.read_text("utf-8"))["$id"] == f"/schema/{path.name}"


@pytest.mark.parametrize("person", [None, "lead"])
def test_a_schema_may_be_kept_for_a_week_by_anybody(site, person):
    answer = site.client(person).get("/schema/set-1.json")

    assert answer.headers["Cache-Control"] == "public, max-age=604800"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["ETag"]


@pytest.mark.parametrize(
    "path", ["set-9.json", "set-1", "..%2f..%2fpublished.toml", "../published-1.json", "SET-1.json"]
)
def test_there_is_nothing_else_at_that_address(site, path):
    assert site.client().get(f"/schema/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/schema/set-9.json", "/static/none.css?v=1"])
def test_a_page_that_says_there_is_nothing_is_for_its_reader_alone(site, path):
    answer = site.client("lead").get(path)

    assert answer.status_code == 404
    assert "public" not in answer.headers.get("Cache-Control", "")
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Cookie" in answer.headers["Vary"]
