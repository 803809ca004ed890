"""A team comes into a project by the pre-scan, and starts what is due: in two languages, with and
without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import press, width_of

LEADS = {"nl": "lotte.maes@leiewaarde.example", "fr": "camille.lambert@valmeuse.example"}
ANSWERS = {
    "effect": ["serious"],
    "computer-does": ["assesses"],
    "personal-data": ["yes"],
    "high-risk-uses": ["exchange"],
    "risk-signs": ["vulnerable", "combined"],
    "ai-system": ["yes"],
    "ai-area": ["benefits"],
    "organisation": ["public-body"],
}
DUE = {"nl": "Nodig", "fr": "Nécessaire"}


@pytest.mark.parametrize("js", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_team_does_the_prescan_and_starts_the_full_review(visit, demo, language, js) -> None:
    page = visit(demo, LEADS[language], js=js, locale=language)

    describe_project(page, f"{language} {js}")
    start(page, 'a[href$="set=compass-prescan"]', "Eerst")
    expect(page.locator(".cp-finding .govuk-tag--grey").first).to_be_visible()  # undecided
    answer(page)
    results = page.locator(".cp-finding__in").locator("..").locator(".cp-title .govuk-tag")
    said = results.all_inner_texts()
    start(page, 'a.govuk-button[href$="set=digital-ethics-compass"]', "Daarna")

    assert said == [DUE[language]] * 3
    assert "2.0.0" in page.locator(".cp-facts").first.inner_text()
    assert page.problems == []


def describe_project(page: Page, name: str) -> None:
    page.goto("/projects/new")
    page.locator("[name=name]").fill(name)
    press(page, "main form .govuk-button")


def start(page: Page, button: str, title: str) -> None:
    """The question set is chosen already."""
    press(page, button)
    page.locator("[name=title]").fill(title)
    press(page, "main form .govuk-button")


def answer(page: Page) -> None:
    press(page, '.cp-noprint a[href*="/questions/"]')
    for question, values in ANSWERS.items():
        assert page.url.endswith(f"/{question}")
        expect(page.locator('a[href$="#follows"]')).to_be_visible()
        for value in values:
            page.locator(f'[name=value][value="{value}"]').check()
        press(page, ".govuk-button[value=next]")


def test_a_long_name_of_a_project_breaks_instead_of_widening_a_page(visit, demo) -> None:
    page = visit(demo, LEADS["nl"], locale="nl")
    page.set_viewport_size({"width": 320, "height": 800})
    describe_project(page, "Donaudampfschifffahrt" * 5)
    widths = {"project": width_of(page)}
    start(page, 'a[href$="set=compass-prescan"]', "Kraftfahrzeughaftpflicht" * 4)
    widths["review"] = width_of(page)
    press(page, '.cp-noprint a[href*="/questions/"]')
    widths["question"] = width_of(page)
    page.goto("/projects?q=Donau")
    widths["projects"] = width_of(page)
    page.goto("/")
    widths["home"] = width_of(page)

    assert max(widths.values()) <= 320, widths
