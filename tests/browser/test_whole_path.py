"""From the sign-in to a verified dossier: in two languages, with and without JavaScript."""

import re
from pathlib import Path

import pytest
from babel.support import Translations
from playwright.sync_api import Page, expect

from compass.services.demo import PASSWORD
from compass.web.i18n import TRANSLATIONS
from tests.browser.steps import press

LEADS = {"nl": "els.peeters@leiewaarde.example", "fr": "camille.lambert@valmeuse.example"}
OFFICERS = {"nl": "nadia.aerts@leiewaarde.example", "fr": "sophie.delvaux@valmeuse.example"}
COMPASS, QUESTIONS = "/question-sets/digital-ethics-compass/1.0.0", 22


@pytest.mark.parametrize("js", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_team_answers_an_officer_decides_and_anybody_verifies(
    visit, demo, tmp_path: Path, language: str, js: bool
) -> None:
    walk(visit, demo, tmp_path, language, js=js)


def test_the_same_path_leads_to_the_end_on_postgresql(visit, demo_on_postgresql, tmp_path) -> None:
    walk(visit, demo_on_postgresql, tmp_path, "nl", js=True)


def walk(visit, demo, tmp_path: Path, language: str, *, js: bool) -> None:
    lead, officer, anybody = (visit(demo, js=js, locale=language) for _ in range(3))

    sign_in(lead, LEADS[language])
    review = start_review(lead, f"{language} {js}")
    answer_every_question(lead)
    hand_in(lead, review)
    sign_in(officer, OFFICERS[language])
    decide(officer, review)
    pdf = download_dossier(lead, review, language, tmp_path)
    verdict = verify(anybody, pdf)

    assert lead.locator("html").get_attribute("lang") == language
    assert verdict == words(language, "This dossier is genuine and unchanged.")
    assert lead.problems + officer.problems + anybody.problems == []


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    press(page, "main form .govuk-button")
    expect(page.locator(".cp-account")).to_be_visible()


def start_review(page: Page, title: str) -> str:
    """The path of the new review."""
    press(page, '.cp-nav a[href="/projects"]')
    press(page, ".cp-project h2 a >> nth=0")
    press(page, 'a[href$="/reviews/new"]')
    page.locator("[name=title]").fill(title)
    offer = page.locator(".govuk-radios__item", has=page.locator(f'a[href$="{COMPASS}"]'))
    offer.locator("[name=set_version]").check()
    press(page, "main form .govuk-button")
    return re.search(r"/reviews/[0-9a-f-]+", page.url).group()


def answer_every_question(page: Page) -> None:
    """The first does not apply, the second gets an action, the others a level and a reason."""
    press(page, '.cp-noprint a[href*="/questions/"]')
    page.locator('[name=value][value="/not-applicable"]').check()
    page.locator("#reason").fill("Hier is niets van toepassing.")
    press(page, "[value=next]")
    page.locator("#action_what").fill("Vragen aan de balie")
    page.locator("#action_who").fill("Els")
    press(page, "[value=add-action]")
    for number in range(1, QUESTIONS):
        page.locator("[name=value]").nth(number % 4).check()
        page.locator("#rationale").fill(f"Antwoord {number}: gevraagd aan dertig mensen.")
        press(page, ".govuk-button[value=next]")


def hand_in(page: Page, review: str) -> None:
    expect(page).to_have_url(re.compile(f"{review}$"))
    press(page, 'a[href$="/hand-in"]')
    expect(page.locator("#confirmed")).to_have_count(0)  # nothing is open
    press(page, "main form .govuk-button")


def decide(page: Page, review: str) -> None:
    press(page, '.cp-nav a[href="/inbox"]')
    press(page, f'a[href^="{review}"] >> nth=0')
    if not page.url.endswith("/decision"):
        press(page, 'a[href$="/decision"]')
    page.locator("[name=outcome][value=go]").check()
    page.locator("[name=reason]").fill("Het helpt mensen.")
    for box in ("read_all", "took_no_part", "is_mine_to_take"):
        page.locator(f"[name={box}]").check()
    press(page, ".govuk-button[value=decide]")


def download_dossier(page: Page, review: str, language: str, folder: Path) -> Path:
    page.goto(f"{review}/dossier")
    press(page, f"[name=language][value={language}] >> visible=true >> nth=-1")
    with page.expect_download() as download:
        page.locator('a[href$=".pdf"]').click()
    target = folder / "dossier.pdf"
    download.value.save_as(target)
    return target


def verify(page: Page, pdf: Path) -> str:
    page.goto("/verify")
    page.locator("#file").set_input_files(pdf)
    press(page, "main form .govuk-button")
    return page.locator("main [role=status] h2").inner_text()


def words(language: str, text: str) -> str:
    return Translations.load(TRANSLATIONS, [language], "messages").gettext(text)
