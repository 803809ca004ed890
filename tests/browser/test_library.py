"""An officer brings a question set in Chromium: mends it, tries it, publishes it."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.steps import press, width_of

AXE = Path(__file__).parents[2].joinpath("node_modules/axe-core/axe.min.js").read_text()
WORDS = {
    "nl": {"faults": "er is niets bewaard", "line": "regel", "here": "nog niet gepubliceerd",
           "done": "De versie is gepubliceerd", "kept": "nergens bewaard",
           "ask": "Dit bewijsstuk verwijderen?", "hides": "verbergt 1 vraag", "late": "Te laat",
           "carried": "Gaat mee in dit voorbeeld"},
    "fr": {"faults": "rien n’a été gardé", "line": "ligne", "here": "pas encore publiée",
           "done": "La version est publiée", "kept": "gardé nulle part",
           "ask": "Supprimer cette pièce", "hides": "masque 1 question", "late": "En retard",
           "carried": "Pris en compte dans cet aperçu"},
}  # fmt: skip


@pytest.fixture
def packed(tmp_path, every_kind_folder):
    """The fixture set under another name, whole or with a text taken out."""

    def pack(set_id: str, *, is_whole: bool) -> dict[str, object]:
        folder = tmp_path / str(is_whole) / set_id / "1.0.0"
        shutil.copytree(every_kind_folder, folder)
        text = (folder / "set.yaml").read_text("utf-8")
        (folder / "set.yaml").write_text(text.replace("id: every-kind", f"id: {set_id}", 1))
        if not is_whole:
            dutch = (folder / "nl.yaml").read_text("utf-8")
            (folder / "nl.yaml").write_text(dutch.replace("    title: ", "    titel: ", 1))
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in folder.iterdir():
                archive.write(file, f"{set_id}/1.0.0/{file.name}")
        return {"name": "set.zip", "mimeType": "application/zip", "buffer": buffer.getvalue()}

    return pack


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("language", WORDS)
def test_an_officer_brings_a_question_set(open_page, packed, language: str, js: bool) -> None:
    set_id, words = f"brought-{language}-{str(js).lower()}", WORDS[language]
    page = open_page("nadia", "/library", js=js)
    press(page, f'.cp-lang button[value="{language}"]')

    page.goto("/library/new")
    page.set_input_files("#archive", packed(set_id, is_whole=False))
    press(page, "main button.govuk-button")
    faults = page.locator(".govuk-error-summary").inner_text()
    assert words["faults"] in faults
    assert words["line"] in faults
    assert "nl.yaml" in faults

    page.set_input_files("#archive", packed(set_id, is_whole=True))
    press(page, "main button.govuk-button")
    assert page.url.endswith(f"/library/{set_id}/1.0.0")
    assert words["here"] in page.locator(".cp-notice").inner_text()

    page.goto(f"/library/{set_id}/1.0.0/preview")
    assert words["kept"] in page.locator(".cp-preview").inner_text()
    press(page, 'button[value="go:uses-automation"]')
    assert page.locator('button[value="go:oversight"]').count() == 0
    page.check("#value-yes")
    press(page, 'main button[value="next"]')
    assert page.locator('#questions button[value="go:oversight"]').count() == 1
    press(page, 'button[value="go:uses-automation"]')
    assert page.is_checked("#value-yes")

    page.goto(f"/library/{set_id}/1.0.0/publish")
    page.fill("#note", "1.0.0")
    page.check("#is_sure")
    press(page, "main button.govuk-button")
    assert words["done"] in page.locator(".cp-notice").inner_text()
    assert page.goto(f"/question-sets/{set_id}/1.0.0").status == 200
    press(page, '.cp-lang button[value="en"]')
    assert page.problems == []


def test_what_comes_after_a_form_is_accessible_too(open_page, packed) -> None:
    page = open_page("nadia", "/library/new")

    press(page, "main button.govuk-button")
    nothing_chosen = axe(page)
    page.set_input_files("#archive", packed("with-faults", is_whole=False))
    press(page, "main button.govuk-button")
    faults = axe(page)

    assert [nothing_chosen, faults] == [[], []]
    assert page.problems == []


PREVIEW = "/library/every-kind/1.0.0/preview"


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("language", WORDS)
def test_a_preview_has_evidence_and_actions_that_are_kept_nowhere(
    open_page, language: str, js: bool
) -> None:
    words, page = WORDS[language], open_page("nadia", f"{PREVIEW}?reader={language}", js=js)
    press(page, 'button[value="go:channel"]')
    page.fill("#evidence_title", "A")
    page.fill("#evidence_url", "https://example.org/a")
    fill_action(page, "B")
    with page.expect_navigation():
        page.press("#evidence_url", "Enter")
    assert page.get_attribute("html", "lang") == language
    evidence = page.locator("#evidence li")
    actions = page.locator("[aria-labelledby=actions-title]")
    expect(evidence).to_have_count(1)
    expect(actions).to_contain_text(words["late"])

    press(page, "button[value^=ask-remove-evidence]")
    expect(evidence).to_contain_text(words["ask"])
    assert page.evaluate("document.querySelector('#evidence').getBoundingClientRect().top") < 900
    press(page, "button[value^=remove-evidence]")
    expect(evidence).to_have_count(0)

    press(page, "button[value^=edit-action]")
    page.fill("#what", "C")
    press(page, '.cp-card button[value="save"]')
    press(page, "button[value^=edit-action]")
    press(page, 'button[value="go:channel"]')
    expect(actions.locator("li")).to_contain_text("C")
    press(page, 'button[value="go:/overview"]')
    expect(page.locator("[aria-labelledby=open-actions-title]")).to_contain_text("C")
    page.goto(PREVIEW)
    press(page, 'button[value="go:/overview"]')
    expect(page.locator("[aria-labelledby=open-actions-title] li")).to_have_count(0)
    assert page.problems == []


@pytest.mark.parametrize("language", WORDS)
def test_a_preview_reacts_while_somebody_types(open_page, language: str) -> None:
    words, page = WORDS[language], open_page("nadia", f"{PREVIEW}?reader={language}")
    press(page, 'button[value="go:uses-automation"]')
    page.check("#value-yes")
    press(page, '#questions button[value="go:oversight"]')
    page.check("#value-largely")
    press(page, '#questions button[value="go:uses-automation"]')

    page.check("#value-no")

    expect(page.locator("#kept")).to_contain_text(words["hides"])
    expect(page.locator("#save-status")).to_contain_text(words["carried"])
    expect(page.locator('button[value="go:oversight"]')).to_have_count(0)
    page.check("#value-yes")
    expect(page.locator('#questions button[value="go:oversight"]')).to_have_count(1)
    press(page, '#questions button[value="go:oversight"]')
    assert page.is_checked("#value-largely")
    assert page.problems == []


def test_every_page_of_a_preview_is_accessible_and_fits(open_page) -> None:
    page = open_page("nadia", PREVIEW)
    seen = {"statement": faults(page)}

    press(page, 'button[value="go:uses-automation"]')
    fill_action(page, "Bundesdatenschutzbeauftragtenbesprechung" * 3)
    page.fill("#evidence_title", "A" * 80)
    press(page, 'main button[value="next"]')
    seen["to correct"] = faults(page)
    page.fill("#evidence_url", "https://example.org/a")
    press(page, 'main button[value="add-evidence"]')
    press(page, "button[value^=ask-remove-evidence]")
    seen["evidence"] = faults(page)
    press(page, "button[value^=edit-action]")
    press(page, "button[value=ask-remove]")
    seen["action"] = faults(page)
    press(page, "button[value=remove]")
    press(page, 'button[value="go:/overview"]')
    seen["overview"] = faults(page)
    press(page, 'button[value="go:/hand-in"]')
    seen["hand-in"] = faults(page)
    page.evaluate("document.querySelector('[name=given]').value = '['")
    press(page, 'main button[value="go:/overview"]')
    seen["refused"] = faults(page)

    assert seen == {name: [] for name in seen}
    assert page.problems == []


def fill_action(page, what: str) -> None:
    page.fill("#action_what", what)
    page.fill("#action_who", "Els")
    page.fill("#action_due", "2020-03-01")


def faults(page) -> list[str]:
    found = axe(page)
    page.set_viewport_size({"width": 320, "height": 800})
    width = width_of(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    return found + ([f"{width} wide"] if width > 320 else [])


def axe(page) -> list[str]:
    """On a phone, in the dark."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{each['id']} {[node['target'] for node in each['nodes'][:3]]}" for each in found]
