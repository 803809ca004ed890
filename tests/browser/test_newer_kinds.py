"""The newer kinds of question and what is asked per item, in Chromium: filled in, moved, taken off
the list and put back, read by the officer, printed; with and without JavaScript."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import press, width_of
from tests.browser.test_every_kind import decide, hand_in, issue, printed
from tests.browser.test_every_page import AXE, RULES

WAY = [
    "stakeholders", "channel", "devices", "data", "reach", "harm", "harm-after",
    "1/trust", "1/heard", "1/wishes", "2/trust", "2/heard", "priorities", "places", "signed",
]  # fmt: skip
PAGES = [
    "stakeholders", "channel", "reach", "harm-after", "1/trust", "1/wishes", "priorities", "signed",
]  # fmt: skip
PRINTED = [
    "Parents", "Schools", "a bus that drives round", "62.5 % of the people", "Severity: Grave",
    "Risk: High", "Risk: Low", "A bench", "1. A warm welcome", "In the archive: Public",
    "We confirm this",
]  # fmt: skip


@pytest.mark.parametrize("js", [True, False], ids=["with-javascript", "without-javascript"])
def test_what_is_asked_per_item_is_answered_read_and_printed(
    open_page: Callable[..., Page], review_of_new_kinds: str, tmp_path: Path, *, js: bool
) -> None:
    review = review_of_new_kinds
    els = open_page("els", f"{review}/questions/stakeholders", js=js)
    officer = open_page("nadia", "/inbox", js=js)

    ids: list[str] = []
    way = answer_all(els, ids)
    els.goto(f"{review}/questions/harm-after")
    on_the_map = els.locator(".cp-map figcaption").inner_text()
    els.goto(review)
    headings = els.locator("th.cp-section").all_inner_texts()
    hand_in(els, review)
    officer.goto(f"{review}/decision")
    read = re.sub(r"\s+", " ", officer.locator("#all").inner_text())
    decide(officer, review)
    dossier = printed(els, issue(els, review), tmp_path)

    assert way == WAY
    assert (
        re.sub(r"\s+", " ", on_the_map) == "1 Before the measures: High 2 After the measures: Low"
    )
    assert [each.split("\n")[0] for each in headings] == ["The whole risk", "Parents", "Schools"]
    assert "A bench" in read
    assert not any(f"{each}:" in read for each in ids)
    assert [text for text in PRINTED if text not in dossier] == []
    assert els.problems + officer.problems == []


def answer_all(page: Page, ids: list[str]) -> list[str]:
    """Along "save and continue"; the addresses on the way, with a number for each item."""
    way = []
    while "/questions/" in page.url:
        where = page.url.split("/questions/")[1]
        item, _, question = where.rpartition("/")
        if item and item not in ids:
            ids.append(item)
        way.append(f"{ids.index(item) + 1}/{question}" if item else question)
        fill(page, way[-1])
        press(page, ".cp-save .govuk-button")
    return way


def fill(page: Page, where: str) -> None:
    if where in FIELDS:
        FIELDS[where](page)


def write_lines(page: Page, texts: list[str]) -> None:
    lines, has_script = page.locator(".cp-lines input"), page.locator("[data-add]").is_visible()
    assert has_script == (page.locator("[data-spare]").count() == 1)
    for number, text in enumerate(texts):
        if lines.count() <= number:
            page.locator("[data-add]").click()
        lines.nth(number).fill(text)


def choose(page: Page, **parts: str) -> None:
    for part, value in parts.items():
        page.locator(f"[name=value-{part}][value={value}]").check()


def tick(value: str) -> Callable[[Page], None]:
    return lambda page: page.locator(f"[name=value][value={value}]").check()


def name_another(page: Page) -> None:
    tick("other")(page)
    page.locator("[name=value-other]").fill("a bus that drives round")


def rank(page: Page) -> None:
    """Chosen one by one, saved, and then one of them moved up with its button."""
    for place, option in enumerate(("speed", "warmth", "clarity")):
        page.locator("[name=value]").nth(place).select_option(option)
    address = page.url
    press(page, ".cp-save .govuk-button")
    page.goto(address)
    page.get_by_role("button", name="Number 2 one place up").click()
    expect(page.locator("[name=value]").first).to_have_value("warmth")


FIELDS: dict[str, Callable[[Page], None]] = {
    "stakeholders": lambda page: write_lines(page, ["Parents", "Schools"]),
    "channel": name_another,
    "data": tick("personal"),
    "reach": lambda page: page.locator("[name=value]").fill("62.5"),
    "harm": lambda page: choose(page, severity="grave", likelihood="possible"),
    "harm-after": lambda page: choose(page, severity="serious", likelihood="rare"),
    "1/trust": lambda page: choose(page, before="low", after="high"),
    "2/trust": lambda page: choose(page, before="low", after="high"),
    "1/heard": tick("yes"),
    "2/heard": tick("no"),
    "1/wishes": lambda page: write_lines(page, ["A bench", "Light"]),
    "priorities": rank,
    "places": lambda page: choose(page, archive="public", backup="personal"),
    "signed": tick("yes"),
}


def test_a_new_item_is_one_however_often_it_is_saved_while_typing(
    open_page: Callable[..., Page], review_of_new_kinds: str
) -> None:
    page = open_page("els", f"{review_of_new_kinds}/questions/stakeholders")
    line = page.locator(".cp-lines input").first
    saved = page.locator("#save-status[data-state=saved]")

    line.fill("Par")
    expect(saved).to_be_visible()
    name = line.get_attribute("name")
    line.fill("Parents")
    expect(page.locator("#questions h4 >> text=Parents >> nth=0")).to_be_visible()
    page.reload()

    assert page.locator(".cp-lines input[value]:not([value=''])").evaluate_all(
        "all => all.map(each => [each.name, each.value])"
    ) == [[name, "Parents"]]
    assert page.problems == []


def test_an_item_leaves_the_list_with_a_word_and_comes_back_with_its_answers(
    open_page: Callable[..., Page], review_of_new_kinds: str
) -> None:
    page = open_page("els", f"{review_of_new_kinds}/questions/stakeholders")
    write_lines(page, ["Parents", "Schools"])
    expect(page.locator("#questions h4 >> text=Schools")).to_be_visible()
    press(page, "#questions a >> text=Heard")
    page.locator("[name=value][value=yes]").check()
    expect(page.locator("#save-status[data-state=saved]")).to_be_visible()

    page.goto(f"{review_of_new_kinds}/questions/stakeholders")
    page.locator(".cp-lines input").first.fill("")
    expect(page.locator("#kept")).to_contain_text("Taken off the list")
    expect(page.locator("#questions h4")).to_have_count(1)
    press(page, "#kept button")

    assert page.locator(".cp-lines input").nth(1).input_value() == "Parents"
    press(page, "#questions a >> text=Heard >> nth=1")
    expect(page.locator("[name=value][value=yes]")).to_be_checked()
    assert page.problems == []


def test_the_slider_and_the_number_agree(
    open_page: Callable[..., Page], review_of_new_kinds: str
) -> None:
    page = open_page("els", f"{review_of_new_kinds}/questions/reach")
    slider, number = page.locator("#value-slider"), page.locator("#value")

    slider.focus()
    page.keyboard.press("ArrowRight")
    slid = number.input_value()
    number.fill("50")

    assert slid == "2.5"
    assert slider.input_value() == "50"
    assert slider.get_attribute("aria-valuetext") == "50 % of the people"
    assert page.problems == []


def faults_of(page: Page) -> dict[tuple, list]:
    """What axe finds on this page, wide and narrow, light and dark; and where it does not fit."""
    page.evaluate(AXE)
    faults: dict[tuple, list] = {}
    for width in (1280, 390):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = page.evaluate(
                "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})",
                RULES,
            )["violations"]
            if found:
                faults[width, scheme] = [
                    (each["id"], [node["target"] for node in each["nodes"][:3]]) for each in found
                ]
    page.set_viewport_size({"width": 320, "height": 800})
    if (wide := width_of(page)) > 320:
        faults[320, "too wide"] = [wide]
    return faults


def test_pages_of_newer_kinds_are_accessible_and_fit(
    open_page: Callable[..., Page], review_of_new_kinds: str
) -> None:
    page = open_page("els", f"{review_of_new_kinds}/questions/stakeholders")
    ids: list[str] = []
    answer_all(page, ids)
    faults = {}
    for where in PAGES:
        page.goto(f"{review_of_new_kinds}/questions/{where.replace('1/', f'{ids[0]}/')}")
        if found := faults_of(page):
            faults[where] = found

    assert faults == {}
    assert page.problems == []


def test_a_long_name_of_an_item_breaks_instead_of_widening_a_page(
    open_page: Callable[..., Page], review_of_new_kinds: str
) -> None:
    page = open_page("els", f"{review_of_new_kinds}/questions/stakeholders")
    page.set_viewport_size({"width": 320, "height": 800})
    write_lines(page, ["Donaudampfschifffahrt" * 9])
    press(page, ".cp-save .govuk-button")
    widths = {}
    for path in ("/questions/stakeholders", "", "/hand-in"):
        page.goto(f"{review_of_new_kinds}{path}")
        widths[path] = width_of(page)
    press(page, "a[href$='/heard']")
    widths["heard"] = width_of(page)

    assert max(widths.values()) <= 320, widths


def test_on_a_phone_the_words_of_a_risk_map_stay_whole(
    open_page: Callable[..., Page], review_of_new_kinds: str
) -> None:
    page = open_page("els", f"{review_of_new_kinds}/questions/data")
    page.locator("#value-personal").check()
    press(page, ".cp-save .govuk-button")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{review_of_new_kinds}/questions/harm")
    page.evaluate("document.fonts.ready")

    lines = page.locator(".cp-map td > span").evaluate_all(
        "words => words.map(each => each.getClientRects().length)"
    )

    assert set(lines) == {1}
    assert width_of(page) <= 320
