"""Every kind of question and every condition: answered in Chromium, read again, printed."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import press

HOW = "A colleague presses the red button beside the screen."
WHY_NOT = "No letter is sent: people get a call."
TYPED = {
    "uses-automation": ("yes", "A machine sorts the requests."),
    "channel": ("letter", "Counted during one week in May."),
    "groups": (["older-people", "newcomers"], "Seen at the counter."),
    "nickname": ("The Purple Stamp", "Heard in the waiting room."),
    "oversight": ("largely", "Tried with both teams."),
    "oversight-how": (HOW, "Described in the handbook."),
    "stopped-on": ("2026-03-14", "Written in the log of the machine."),
    "false-alarms": ("12.5", "Measured last year."),
    "reading-ease": ("/not-applicable", ""),
}
CLOSED_AT_FIRST = {"oversight", "oversight-how", "stopped-on", "false-alarms", "newcomers-reminder"}
PRINTED = [
    "Answer together, with somebody from the counter",
    "By letter",
    "Older people",
    "People who are new to the country",
    "The Purple Stamp",
    "Largely addressed",
    "14 March 2026",
    "12.5 %",
    WHY_NOT,
    "Ask an interpreter to read the letters with you.",
    "Measured last year.",
]


@pytest.mark.parametrize("js", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_set_of_every_kind_is_answered_read_again_and_printed(
    open_page: Callable[..., Page], review: str, tmp_path: Path, *, js: bool
) -> None:
    els = open_page("els", f"{review}/questions/introduction", js=js)
    officer = open_page("nadia", "/inbox", js=js)

    closed_at_first = {id for id in CLOSED_AT_FIRST if is_closed(els, id)}
    press(els, ".cp-save .govuk-button")
    answer_until(els, "stopped-on")
    with_the_way_to_stop = printed(els, f"{review}/draft.pdf", tmp_path)
    answer_until(els, review.rsplit("/", 1)[-1])
    els.goto(f"{review}/questions/nickname")
    closed_by_the_date = is_closed(els, "oversight-how")
    read = {id: reads(els, review, id) for id in TYPED if id != "oversight-how"}
    hand_in(els, review)
    decide(officer, review)
    dossier = printed(els, issue(els, review), tmp_path)

    assert closed_at_first == CLOSED_AT_FIRST
    assert HOW in with_the_way_to_stop
    assert closed_by_the_date
    assert read == {id: typed for id, typed in TYPED.items() if id != "oversight-how"}
    assert [text for text in PRINTED if text not in dossier] == []
    assert HOW not in dossier
    assert els.problems + officer.problems == []


def answer_until(page: Page, last: str) -> None:
    """Along "save and continue", to the page whose address ends so; questions open on the way."""
    while (question := page.url.rsplit("/", 1)[-1]) != last:
        if question in TYPED:
            fill(page, question)
        press(page, ".cp-save .govuk-button")


def fill(page: Page, question: str) -> None:
    value, rationale = TYPED[question]
    choices = page.locator("[name=value]:is([type=radio], [type=checkbox])")
    if choices.count():
        for each in [value] if isinstance(value, str) else value:
            page.locator(f'[name=value][value="{each}"]').check()
    else:
        page.locator("[name=value]").fill(value)
    page.locator("#rationale").fill(rationale)
    if value == "/not-applicable":
        page.locator("#reason").fill(WHY_NOT)


def reads(page: Page, review: str, question: str) -> tuple[str | list[str], str]:
    """What a page that was loaded anew holds: the value and the rationale."""
    page.goto(f"{review}/questions/{question}")
    value = page.locator("[name=value]")
    kinds = set(value.evaluate_all("each => each.map(field => field.type)"))
    checked = page.locator("[name=value]:checked").evaluate_all("all => all.map(box => box.value)")
    rationale = page.locator("#rationale").input_value()
    if kinds == {"checkbox"}:
        return checked, rationale
    return (checked[0] if kinds == {"radio"} else value.input_value()), rationale


def is_closed(page: Page, question: str) -> bool:
    return page.locator(f"#row-{question}").count() == 0


def hand_in(page: Page, review: str) -> None:
    page.goto(f"{review}/hand-in")
    expect(page.locator("#confirmed")).to_have_count(0)  # nothing is open
    press(page, "main form .govuk-button")


def decide(page: Page, review: str) -> None:
    page.goto(f"{review}/decision")
    page.locator("[name=outcome][value=go]").check()
    page.locator("[name=reason]").fill("The service helps people.")
    for box in ("read_all", "took_no_part", "is_mine_to_take"):
        page.locator(f"[name={box}]").check()
    press(page, ".govuk-button[value=decide]")


def issue(page: Page, review: str) -> str:
    """The path of the sealed PDF."""
    page.goto(f"{review}/dossier")
    press(page, "[name=language][value=en] >> visible=true >> nth=-1")
    return page.locator('a[href$=".pdf"]').get_attribute("href")


def printed(page: Page, path: str, folder: Path) -> str:
    """The words of a PDF, each run of white space as one space."""
    target = folder / "printed.pdf"
    target.write_bytes(page.request.get(path).body())
    result = subprocess.run(["pdftotext", target, "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", result.stdout.decode())
