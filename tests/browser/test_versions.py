"""A new version in Chromium: an officer tries it on the reviews and publishes it; a team sees what
it would do, moves, takes that back, moves, confirms and hands in."""

import datetime as dt
import io
import re
import shutil
import zipfile

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from compass.core.answers import Answer, AnswerStatus
from compass.core.loading import load_folder
from compass.core.workflow import ProjectPhase
from compass.db.models import User
from compass.services import answers, projects, question_sets, reviews
from compass.services.actors import load_actor
from compass.web.extensions import db
from tests.browser.steps import press

NOW = dt.datetime.now(dt.UTC)
ANSWERS = {"channel": "letter", "nickname": "De Duif", "uses-automation": "yes"}
CHANGES = """against: 1.0.0
questions:
  channel:
    class: meaning
  nickname:
    class: wording
  oversight-how:
    class: clarified
  stopped-on:
    class: removed
"""


@pytest.fixture
def editions(tmp_path, every_kind_folder, live):
    """1.0.0 of a set of its own in the database, and 2.0.0 as the ZIP file that an officer has."""

    def make(set_id: str) -> dict[str, object]:
        first, second = (tmp_path / set_id / version for version in ("1.0.0", "2.0.0"))
        shutil.copytree(every_kind_folder, first)
        _edit(first / "set.yaml", ("id: every-kind", f"id: {set_id}"))
        shutil.copytree(first, second)
        _change(second)
        live.call(lambda: _register(first))
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for file in second.iterdir():
                archive.write(file, f"{set_id}/2.0.0/{file.name}")
        return {"name": "set.zip", "mimeType": "application/zip", "buffer": buffer.getvalue()}

    return make


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_version_is_tried_published_and_moved_to(
    open_page, live, editions, language: str, js: bool
) -> None:
    set_id = f"moving-{language}-{str(js).lower()}"
    archive = editions(set_id)
    review = live.call(lambda: _review(set_id))
    officer, lead = open_page("nadia", "/library/new", js=js), open_page("els", review, js=js)
    try:
        for page in (officer, lead):
            press(page, f'.cp-lang button[value="{language}"]')
        _bring_try_and_publish(officer, set_id, archive)
        _move_undo_move_and_hand_in(lead, review)
    finally:
        for page in (officer, lead):
            press(page, '.cp-lang button[value="en"]')

    assert officer.problems + lead.problems == []


def _bring_try_and_publish(page, set_id: str, archive: dict[str, object]) -> None:
    page.goto("/library/new")
    page.set_input_files("#archive", archive)
    press(page, "main button.govuk-button")
    expect(page).to_have_url(re.compile(f"/library/{set_id}/2.0.0$"))

    press(page, 'a[href$="/2.0.0/dry-run"]')
    [kept, to_confirm, asked_again, lost] = _numbers(page)
    assert (kept, to_confirm, asked_again, lost) == (2, 1, 0, 0)
    page.goto(f"/library/{set_id}/1.0.0...2.0.0")
    expect(page.locator("ins").first).to_be_visible()

    page.goto(f"/library/{set_id}/2.0.0/publish")
    page.fill("[name=note]", "Een loket erbij.")
    page.check("[name=is_sure]")
    press(page, "main form button.govuk-button")
    expect(page).to_have_url(re.compile(f"/library/{set_id}/2.0.0$"))


def _move_undo_move_and_hand_in(page, review: str) -> None:
    for ending in ("undo", "stay"):
        page.goto(review)
        press(page, f'a[href="{review}/move/2.0.0"]')
        expect(page.locator("#fate-kept-confirm")).to_be_visible()
        press(page, "main form button.govuk-button")
        expect(page.locator("#waiting-title")).to_be_visible()
        if ending == "undo":
            press(page, f'form[action="{review}/undo-move"] button')
            expect(page.locator("#newer-title")).to_be_visible()
            expect(page.locator("#waiting-title")).to_have_count(0)

    press(page, f'a[href="{review}/to-confirm"]')
    page.check("[name=answer]")
    press(page, "main form button.govuk-button")
    expect(page.locator("#waiting-title")).to_have_count(0)

    press(page, f'a[href="{review}/hand-in"]')
    page.check("[name=confirmed]")
    press(page, "main form button.govuk-button")
    expect(page.locator(f'form[action="{review}/undo-move"]')).to_have_count(0)
    expect(page.locator(f'form[action="{review}/recall"]')).to_have_count(1)


def _numbers(page) -> list[int]:
    """The four sums of the dry run, in the order of the page."""
    return [int(text) for text in page.locator(".cp-facts dd").all_inner_texts()[2:6]]


def _change(folder) -> None:
    text = (folder / "set.yaml").read_text("utf-8")
    text = re.sub(r"      - id: stopped-on\n.*?(?=      - id: false-alarms)", "", text, flags=re.S)
    (folder / "set.yaml").write_text(text, "utf-8")
    _edit(
        folder / "set.yaml",
        ("version: 1.0.0", "version: 2.0.0"),
        ("          - letter", "          - letter\n          - visit"),
        ("            - not:\n                answered: stopped-on\n", ""),
    )
    (folder / "changes.yaml").write_text(CHANGES, "utf-8")
    for language in ("en", "nl", "fr", "de"):
        path = folder / f"{language}.yaml"
        text = path.read_text("utf-8")
        text = re.sub(r"  stopped-on:\n.*?(?=  false-alarms:)", "", text, flags=re.S)
        path.write_text(text, "utf-8")
        _edit(path, ("    options:\n", f"    options:\n      visit: V {language}\n"))
        title = re.search(r"  nickname:\n    title: (.*)\n", text).group(1)
        _edit(path, (f"title: {title}\n", f"title: {title} ({language})\n"))


def _edit(path, *edits: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def _register(folder) -> None:
    question_sets.register(db.session, load_folder(folder), now=NOW)
    db.session.commit()


def _review(set_id: str) -> str:
    els = load_actor(
        db.session,
        db.session.scalars(sa.select(User.id).where(User.email == "els@compass.example")).one(),
    )
    place = next(iter(els.organisations))
    project = projects.create_project(
        db.session, organisation_id=place, name=set_id, phase=ProjectPhase.DESIGN, by=els, now=NOW
    )
    els = load_actor(db.session, els.id)  # leads it now
    started = reviews.start_review(
        db.session, project, set_version=question_sets.get_version(db.session, set_id, "1.0.0"),
        title="One", language="nl", by=els, now=NOW,
    )  # fmt: skip
    for question, value in ANSWERS.items():
        answers.save_answer(
            db.session, started, question, Answer(AnswerStatus.ANSWERED, value), is_flagged=False,
            expected_version=0, by=els, now=NOW,
        )  # fmt: skip
    db.session.commit()
    return f"/reviews/{started.id}"
