"""What a person does and sees in a page, as the tests of the browser do it."""

from playwright.sync_api import Page


def press(page: Page, selector: str) -> None:
    """Click the first of these, and wait until the page after it is whole."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def width_of(page: Page) -> int:
    """What the page takes in pixels, once its letters are there: others are wider or narrower."""
    return page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollWidth)")
