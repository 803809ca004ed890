"""What a person does in a page, as the tests of the browser do it."""

from playwright.sync_api import Page


def press(page: Page, selector: str) -> None:
    """Click the first of these, and wait until the page after it is whole."""
    with page.expect_navigation():
        page.locator(selector).first.click()
