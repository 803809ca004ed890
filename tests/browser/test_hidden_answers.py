"""Answers that are kept and do not count, in Chromium: said once to who cannot see it, put back
with one press, and kept when they come too late."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import press
from tests.browser.test_newer_kinds import faults_of

HIDES = "This answer hides 1 question that was answered."


def is_saved(page: Page) -> None:
    expect(page.locator("#save-status[data-state=saved]")).to_be_visible()


@pytest.fixture
def harm_is_answered(open_page: Callable[..., Page], review_of_new_kinds: str) -> str:
    """The address of the question that decides whether another one, with an answer, is asked."""
    page = open_page("els", f"{review_of_new_kinds}/questions/data", js=False)
    page.locator("[name=value][value=personal]").check()
    press(page, ".cp-save button")
    page.goto(f"{review_of_new_kinds}/questions/harm")
    page.locator("[name=value-severity][value=grave]").check()
    page.locator("[name=value-likelihood][value=rare]").check()
    press(page, ".cp-save button")
    return f"{review_of_new_kinds}/questions/data"


def test_what_an_answer_hides_is_announced_once(
    open_page: Callable[..., Page], harm_is_answered: str
) -> None:
    page = open_page("els", harm_is_answered)
    page.evaluate(
        """() => { window.heard = []; new MutationObserver(() => heard.push(news.textContent))
        .observe(news, { childList: true }); }"""
    )

    page.locator("[name=value][value=personal]").uncheck()
    expect(page.locator("#news")).to_contain_text(HIDES)
    page.locator("#rationale").fill("We looked again.")
    expect(page.locator("#version")).to_have_value("3")
    is_saved(page)

    assert page.locator("#news").get_attribute("aria-live") == "polite"
    assert len(page.evaluate("heard")) == 1
    assert page.problems == []


@pytest.mark.parametrize("js", [True, False], ids=["with-javascript", "without-javascript"])
def test_the_former_answer_is_put_back_with_one_press(
    open_page: Callable[..., Page], harm_is_answered: str, *, js: bool
) -> None:
    page = open_page("els", harm_is_answered, js=js)
    page.locator("[name=value][value=personal]").uncheck()
    page.locator("[name=value][value=public]").check()
    if js:
        expect(page.locator("#kept")).to_contain_text(HIDES.removesuffix("."))
    else:
        press(page, "[name=do][value=next]")
        page.goto(harm_is_answered)

    press(page, "#kept button")

    expect(page.locator("[name=value][value=personal]")).to_be_checked()
    expect(page.locator("[name=value][value=public]")).not_to_be_checked()
    expect(page.locator("#kept")).not_to_contain_text("hides")
    assert page.problems == []


@pytest.mark.parametrize("js", [True, False], ids=["with-javascript", "without-javascript"])
def test_what_comes_too_late_for_its_question_is_kept(
    open_page: Callable[..., Page], harm_is_answered: str, *, js: bool
) -> None:
    late = open_page("tom", harm_is_answered.replace("/data", "/harm"), js=js)
    page = open_page("els", harm_is_answered, js=False)
    page.locator("[name=value][value=personal]").uncheck()
    press(page, "[name=do][value=next]")

    late.locator("#rationale").fill("People lose money.")
    if js:
        expect(late.locator("#news")).to_contain_text("This question is not asked any more.")
        is_saved(late)
    late.locator("#action_what").fill("Ask the citizens")
    late.locator("#action_who").fill("Tom")
    press(late, ".cp-save button")

    expect(late.locator("h1")).to_contain_text("This question is not asked now")
    expect(late.locator("main")).to_contain_text("“Classes of data” does not include")
    expect(late.locator("main")).to_contain_text("People lose money.")
    expect(late.locator("main")).to_contain_text("Ask the citizens")
    assert late.problems == []


def test_pages_about_what_is_hidden_are_accessible_and_fit(
    open_page: Callable[..., Page], harm_is_answered: str
) -> None:
    page = open_page("els", harm_is_answered, js=True)
    page.locator("[name=value][value=personal]").uncheck()
    page.locator("[name=value][value=public]").check()
    expect(page.locator("#kept button")).to_be_visible()
    hiding = faults_of(page)
    page.goto(harm_is_answered.replace("/data", "/harm"))
    unasked = faults_of(page)

    expect(page.locator("h1")).to_contain_text("This question is not asked now")
    assert (hiding, unasked) == ({}, {})
    assert page.problems == []
