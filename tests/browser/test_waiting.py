"""A form whose answer takes its time says so, and is sent once however often it is pressed."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.steps import press

WORDS = {"en": "One moment.", "de": "Einen Moment."}


@pytest.mark.parametrize("language", WORDS)
def test_who_waits_for_a_check_is_told_and_sends_it_once(open_page, language: str) -> None:
    page = open_page("nadia", "/library/new")
    press(page, f'.cp-lang button[value="{language}"]')
    sent: list[str] = []

    def stay(route: Route) -> None:
        """An answer that leaves the page where it is."""
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.route("**/library/new", stay)
    button = page.locator("main button.govuk-button")

    button.click()
    expect(page.locator("main form [role=status]")).to_contain_text(WORDS[language])
    button.click()
    page.unroute("**/library/new")

    assert sent == ["POST"]


def test_back_on_a_page_that_was_sent_it_can_be_sent_again(open_page) -> None:
    page = open_page("nadia", "/library/new")
    press(page, "main button.govuk-button")
    page.go_back()

    press(page, "main button.govuk-button")

    expect(page.locator(".govuk-error-summary")).to_be_visible()
