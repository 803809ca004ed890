"""A new round in Chromium: started twice at once, deleted, started again, and carried to a decision
whose dossier names the round before."""

import datetime as dt
import re
import uuid

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from compass.core.answers import Answer, AnswerStatus
from compass.core.record_reading import parse_record
from compass.core.workflow import Outcome, ProjectPhase
from compass.db.models import User
from compass.services import answers, decisions, measures, projects, question_sets, records, reviews
from compass.services.actors import Actor, load_actor
from compass.web.extensions import db
from tests.browser.steps import press

NOW = dt.datetime.now(dt.UTC)
BEFORE = NOW - dt.timedelta(days=400)
FACTS = {"channel": "letter", "nickname": "De Duif", "uses-automation": "no"}


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_a_round_is_started_once_deleted_and_started_again(open_page, live, js: bool) -> None:
    first = live.call(lambda: _decided(f"rounds-{js}"))
    one, other = (open_page("els", f"{first}/carry-over", js=js) for _ in range(2))
    expect(one.locator("main li").first).to_contain_text("1 open action comes along")

    round_ = _start(one, "Second round")
    other.fill("[name=title]", "Second round")
    press(other, "main form button.govuk-button")
    expect(other.locator("h1")).to_contain_text("The next round was started already")
    press(other, "main a.govuk-button")
    expect(other).to_have_url(re.compile(f"{round_}$"))
    expect(other.locator("main")).to_contain_text("1 open action (1 late)")
    expect(other.locator(".govuk-tag--red")).to_contain_text("Late")

    press(one, f'a[href="{round_}/delete"]')
    press(one, "main form button.govuk-button")
    expect(one.locator(".cp-message, [role=status]").first).to_contain_text("was deleted")
    one.goto(f"{first}/carry-over")
    again = _start(one, "Second round, now for real")
    press(one, f'a[href="{again}/to-confirm"]')
    one.check("[name=answer] >> nth=0")
    press(one, "main form button.govuk-button")
    one.goto(again)
    expect(one.locator(f'a[href="{again}/delete"]')).to_have_count(0)

    record = live.call(lambda: _decide(again))
    assert record.previous.title == "First round"
    assert first.endswith(record.previous.id)
    assert one.problems + other.problems == []


def _start(page: Page, title: str) -> str:
    page.fill("[name=title]", title)
    press(page, "main form button.govuk-button")
    expect(page.locator("#waiting-title")).to_be_visible()
    return re.search(r"/reviews/[0-9a-f-]+", page.url).group()


def _actor(name: str) -> Actor:
    email = f"{name}@compass.example"
    return load_actor(
        db.session, db.session.scalars(sa.select(User.id).filter_by(email=email)).one()
    )


def _decided(name: str) -> str:
    """With answers and an action that is late by now."""
    els = _actor("els")
    project = projects.create_project(
        db.session, organisation_id=next(iter(els.organisations)), name=name,
        phase=ProjectPhase.DESIGN, by=els, now=BEFORE,
    )  # fmt: skip
    els = _actor("els")  # leads it now
    version = question_sets.get_version(db.session, "every-kind", "1.0.0")
    review = reviews.start_review(
        db.session, project, set_version=version, title="First round", language="nl", by=els,
        now=BEFORE,
    )  # fmt: skip
    for question, value in FACTS.items():
        answers.save_answer(
            db.session, review, question, Answer(AnswerStatus.ANSWERED, value), is_flagged=False,
            expected_version=0, by=els, now=BEFORE,
        )  # fmt: skip
    measures.add_action(
        db.session, review, "channel", what="Een loket erbij", who="Els",
        due=BEFORE.date() + dt.timedelta(days=90), by=els, now=BEFORE,
    )  # fmt: skip
    _finish(review, BEFORE)
    return f"/reviews/{review.id}"


def _decide(address: str):
    review = reviews.load_review(db.session, uuid.UUID(address.rpartition("/")[2]))
    _finish(review, dt.datetime.now(dt.UTC))
    return parse_record(records.frozen_record(db.session, review).content)


def _finish(review, now: dt.datetime) -> None:
    reviews.hand_in(db.session, review, confirmed_open=True, by=_actor("els"), now=now)
    decisions.decide(
        db.session, review, outcome=Outcome.GO, reason="Het helpt.", by=_actor("nadia"), now=now
    )
    db.session.commit()
