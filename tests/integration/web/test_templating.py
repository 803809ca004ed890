"""What pages keep in memory: never the words of another language, another set or another reader."""

import re
import uuid
from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask import render_template_string, url_for

from compass.core.loading import load_folder
from compass.core.question_sets import QuestionSet
from compass.web.addresses import address_of
from compass.web.templating import keeper

ADDRESS = "http://localhost"


@pytest.fixture(scope="module")
def every_kind(every_kind_folder) -> QuestionSet:
    return load_folder(every_kind_folder)


@pytest.fixture
def in_dutch(site):
    with site.app.test_request_context("/", ADDRESS, headers={"Accept-Language": "nl"}):
        yield


def test_one_page_is_read_in_two_languages_in_turn(site, draft) -> None:
    client = site.client("officer")
    read = {}
    for code in ("en", "nl", "en", "nl"):
        _choose(client, code)
        page = client.get(draft.question("channel")).text
        read.setdefault(code, page)

        assert f'<html lang="{code}"' in page
        assert _without_tokens(page) == _without_tokens(read[code])
    _choose(client, "en")

    assert "Question sets" in read["en"]
    assert "Question sets" not in read["nl"]
    assert "Breadcrumb" not in read["nl"]


def test_two_people_with_different_rights_keep_their_own_page(site, draft) -> None:
    for person in ("lead", "officer", "colleague", "officer", "lead"):
        client = site.client(person)
        page = client.get(draft.question("channel")).text
        name = f"{person.title()} Peeters"

        assert ('href="/inbox"' in page) == (person == "officer")
        assert ("data-autosave" in page) == (person != "officer")
        assert name in page
        assert all(
            f"{other} Peeters</a>" not in page
            for other in ("Lead", "Officer", "Colleague")
            if not name.startswith(other)
        )


def test_every_reader_gets_a_token_of_their_own(site, draft) -> None:
    tokens = {
        re.search(
            r'name="csrf_token" value="([^"]+)"', site.client(person).get(draft.review).text
        ).group(1)
        for person in ("lead", "colleague", "officer")
    }

    assert len(tokens) == 3


def test_two_sets_with_the_same_question_keep_their_own_words(site, every_kind, in_dutch) -> None:
    once = site.app.jinja_env.globals["once"]
    guidance = site.app.jinja_env.get_template("answers/_guidance.html").module.guidance
    other = _with_why(every_kind, "channel", "Because of the <others>.")

    first = once(guidance, every_kind, "en", "channel", 0)
    second = once(guidance, other, "en", "channel", 0)

    assert "Because of the &lt;others&gt;." in second
    assert "Because" not in first
    assert once(guidance, every_kind, "nl", "channel", 0) != first
    assert once(guidance, every_kind, "en", "channel", 0) is first


def test_the_same_values_are_written_once_and_alike_ones_are_not_the_same() -> None:
    calls = []
    once = keeper()

    def macro(*values: object) -> str:
        calls.append(values)
        return str(values)

    assert once(macro, 1) == once(macro, 1) == "(1,)"
    assert once(macro, True) == "(True,)"
    assert calls == [(1,), (True,)]


def test_a_sentence_is_in_the_language_of_its_reader_and_values_are_escaped(in_dutch) -> None:
    shown = render_template_string(
        '{{ _("Save") }}, {{ _("Question %(code)s", code=code) }}', code="<b>"
    )

    assert shown == "Opslaan, Vraag &lt;b&gt;"


def test_what_a_page_includes_keeps_its_names_to_itself(site, in_dutch) -> None:
    review = SimpleNamespace(id=uuid.uuid4(), project_id=uuid.uuid4(), title="<Ronde>")
    review.project = SimpleNamespace(name="Loket")
    row = SimpleNamespace(question=SimpleNamespace(code="S2"))

    shown = render_template_string(
        '{% set here = "mine" %}{% include "answers/_crumbs.html" %}{{ here }}',
        review=review,
        row=row,
    )

    assert "&lt;Ronde&gt;" in shown
    assert 'aria-current="page">Vraag S2<' in shown
    assert shown.endswith("mine")


def test_an_address_is_the_one_that_the_router_gives(in_dutch) -> None:
    review = uuid.uuid4()
    for endpoint, values in (
        ("home.index", {}),
        ("reviews.overview", {"review_id": review}),
        ("answers.question", {"review_id": review, "where": "channel"}),
        ("answers.question", {"review_id": review, "where": "p1/heard"}),
        ("handbook.show", {"set_id": "a/b c?é%", "version": "1.0.0"}),
        ("handbook.show", {"set_id": "every-kind", "version": "1.0.0"}),
        ("projects.index", {"text": "a&b", "page": 2}),
        ("projects.index", {"_anchor": "list"}),
    ):
        for _again in range(2):
            assert address_of(endpoint, **values) == url_for(endpoint, **values)


def _choose(client, code: str) -> None:
    page = client.get("/account").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    client.post("/language", data={"csrf_token": token, "language": code})


def _without_tokens(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def _with_why(question_set: QuestionSet, question_id: str, why: str) -> QuestionSet:
    texts = question_set.texts["en"]
    question = replace(texts.questions[question_id], why=why)
    changed = replace(texts, questions={**texts.questions, question_id: question})
    return replace(question_set, texts={**question_set.texts, "en": changed})
