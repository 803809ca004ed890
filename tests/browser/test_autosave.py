"""Autosave as a person meets it: saved, conflict, offline, signed out, full disk, no JavaScript."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.steps import press


def state(page: Page):
    return page.locator("#save-status")


def is_saved(page: Page) -> None:
    expect(state(page)).to_have_attribute("data-state", "saved")
    expect(state(page)).to_contain_text("All changes saved at")


def answer_with(page: Page, status: int) -> None:
    """From now on the server refuses every save like this."""

    def refuse(route: Route) -> None:
        if route.request.method == "POST" or status == 401:
            route.fulfill(status=status, body="")
        else:
            route.continue_()

    page.route("**/questions/**", refuse)


def answer_again(page: Page) -> None:
    page.unroute("**/questions/**")


@pytest.fixture
def channel(review: str) -> str:
    return f"{review}/questions/channel"


@pytest.fixture
def page(open_page, channel: str) -> Page:
    return open_page("els", channel)


def test_a_choice_is_saved_and_the_page_follows(page: Page) -> None:
    page.locator("#value-letter").check()

    is_saved(page)
    expect(page.locator("#progress")).to_contain_text("1 of 4 answered")
    expect(page.locator("#row-channel")).to_contain_text("answered")
    assert page.problems == []


def test_typing_keeps_focus_and_cursor_while_it_is_saved(page: Page) -> None:
    page.locator("#rationale").press_sequentially("By post")
    is_saved(page)
    page.locator("#rationale").press_sequentially(" and by mail")

    expect(page.locator("#version")).to_have_value("2")
    expect(page.locator("#rationale")).to_be_focused()
    expect(page.locator("#rationale")).to_have_value("By post and by mail")


@pytest.fixture
def in_conflict(open_page, page: Page, channel: str) -> Page:
    """Tom read the page before Els saved, and types now."""
    tom = open_page("tom", channel)
    page.locator("#rationale").fill("Theirs.")
    is_saved(page)
    tom.locator("#rationale").fill("Mine.")
    expect(state(tom)).to_have_attribute("data-state", "conflict")
    return tom


def test_a_conflict_shows_both_texts_and_leaves_the_focus(in_conflict: Page) -> None:
    both = in_conflict.locator("#conflict")

    expect(both).to_contain_text("Els changed this answer while you were working")
    expect(both).to_contain_text("Theirs.")
    expect(both).to_contain_text("Mine.")
    expect(in_conflict.locator("#rationale")).to_be_focused()
    expect(in_conflict.locator("#version")).to_have_value("0")


def test_typing_on_during_a_conflict_overwrites_nothing(in_conflict: Page, page: Page) -> None:
    in_conflict.locator("#rationale").press_sequentially(" And more.")

    expect(in_conflict.locator("#conflict")).to_contain_text("Mine. And more.")
    page.reload()
    expect(page.locator("#rationale")).to_have_value("Theirs.")


@pytest.mark.parametrize(
    ("button", "text"),
    [
        ("Keep mine", "Mine."),
        ("Keep the saved one", "Theirs."),
        ("Combine both texts", "Theirs.\n\nMine."),
    ],
)
def test_a_conflict_is_solved_with_one_button(in_conflict: Page, button: str, text: str) -> None:
    in_conflict.get_by_role("button", name=button).click()

    expect(in_conflict.locator("#conflict")).to_be_empty()
    expect(in_conflict.locator("#rationale")).to_have_value(text)
    in_conflict.locator("#value-letter").check()
    is_saved(in_conflict)


def test_without_a_connection_the_text_waits_and_is_sent_later(page: Page) -> None:
    page.context.set_offline(True)
    page.locator("#rationale").fill("On the train.")
    expect(state(page)).to_have_attribute("data-state", "offline")

    page.context.set_offline(False)

    is_saved(page)
    page.reload()
    expect(page.locator("#rationale")).to_have_value("On the train.")


def test_on_a_phone_a_save_that_fails_is_told_where_one_types(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("#rationale").fill("On the train.")
    is_saved(page)
    expect(state(page)).not_to_be_in_viewport()

    page.context.set_offline(True)
    page.locator("#rationale").press_sequentially(" And off it.")

    expect(state(page)).to_have_attribute("data-state", "offline")
    expect(state(page)).to_be_in_viewport()
    assert is_clear_of_the_message(page, "footer a >> nth=-1")


def test_on_a_phone_the_way_to_sign_in_again_stands_with_the_message(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    answer_with(page, 401)

    page.locator("#rationale").fill("Still here.")

    expect(page.get_by_role("link", name="Sign in in a new tab")).to_be_in_viewport()


def is_clear_of_the_message(page: Page, selector: str) -> bool:
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator(selector).bounding_box()
    return last["y"] + last["height"] <= state(page).bounding_box()["y"]


def test_what_is_typed_is_saved_at_once_when_the_page_goes_to_the_background(page: Page) -> None:
    page.clock.install()
    page.reload()
    page.clock.pause_at(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    page.locator("#rationale").fill("Just before a phone call.")

    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', {value: true});"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )

    is_saved(page)
    assert page.problems == []


def test_who_was_signed_out_signs_in_elsewhere_and_saves_the_same_text(page: Page) -> None:
    answer_with(page, 401)
    page.locator("#rationale").fill("Still here.")
    expect(state(page)).to_have_attribute("data-state", "login")
    expect(page.get_by_role("link", name="Sign in in a new tab")).to_be_visible()

    answer_again(page)
    page.get_by_role("button", name="Save again").click()

    is_saved(page)
    expect(page.get_by_role("link", name="Sign in in a new tab")).to_be_hidden()


def test_a_new_sign_in_brings_a_new_token_and_the_text_is_saved(page: Page, live) -> None:
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "compass", "value": live.token("els@compass.example"), "url": live.address}]
    )

    page.locator("#rationale").fill("Same person.")

    is_saved(page)


def test_a_text_is_not_saved_in_the_name_of_somebody_else(page: Page, live) -> None:
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "compass", "value": live.token("tom@compass.example"), "url": live.address}]
    )

    page.locator("#rationale").fill("Written by Els.")

    expect(state(page)).to_have_attribute("data-state", "stranger")


def test_a_full_disk_is_said_and_tried_again(page: Page) -> None:
    answer_with(page, 507)
    page.locator("#rationale").fill("A large thought.")
    expect(state(page)).to_contain_text("no space left")

    answer_again(page)

    is_saved(page)


def test_a_link_followed_just_after_typing_saves_first(page: Page, channel: str) -> None:
    page.locator("#rationale").fill("Quick.")
    page.get_by_role("link", name="Previous question").click()
    page.wait_for_url(re.compile("uses-automation"))

    page.goto(channel)

    expect(page.locator("#rationale")).to_have_value("Quick.")


def test_a_button_pressed_during_a_save_conflicts_with_nobody(page: Page, channel: str) -> None:
    page.locator("#value-letter").check()
    page.locator("#rationale").fill("Right away.")
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url(re.compile("groups"))

    page.goto(channel)

    expect(page.locator("#rationale")).to_have_value("Right away.")


def test_a_late_text_stays_on_the_page_when_the_review_is_handed_in(
    page: Page, open_page, review: str
) -> None:
    other = open_page("els", f"{review}/hand-in")
    other.get_by_label("Yes, hand in with these questions open").check()
    other.get_by_role("button", name="Hand in").click()
    other.wait_for_url(re.compile(f"{review}$"))

    page.locator("#rationale").fill("Too late.")

    expect(state(page)).to_have_attribute("data-state", "closed")
    expect(page.locator("#rationale")).to_have_value("Too late.")


def test_the_reason_is_asked_only_when_it_is_needed(page: Page) -> None:
    expect(page.locator("#reason")).to_be_hidden()

    page.locator('label[for="value-not-applicable"]').click()

    expect(page.locator("#reason")).to_be_visible()


def test_everything_works_without_javascript(open_page, channel: str) -> None:
    page = open_page("els", channel, js=False)
    expect(page.locator("#reason")).to_be_visible()
    page.locator("#value-letter").check()
    page.locator("#rationale").fill("Plain.")
    page.locator("#evidence_title").fill("Letter")
    page.locator("#evidence_url").fill("https://example.org/letter")

    page.get_by_role("button", name="Add evidence").click()

    expect(page.get_by_role("link", name="Letter (opens in a new tab)")).to_be_visible()
    expect(page.locator("#rationale")).to_have_value("Plain.")


def test_enter_in_a_field_saves_and_leaves_one_where_one_is(open_page, review: str) -> None:
    page = open_page("els", f"{review}/questions/nickname")
    field = page.locator("#value")
    field.fill("Lise")

    field.press("Enter")

    is_saved(page)
    expect(field).to_be_focused()
    expect(page.locator("#version")).to_have_value("1")


@pytest.mark.parametrize("js", [True, False])
def test_after_a_button_one_is_where_it_stands(open_page, channel: str, js: bool) -> None:
    page = open_page("els", channel, js=js)
    page.set_viewport_size({"width": 390, "height": 844})

    page.locator("#evidence_title").fill("Letter")
    page.locator("#evidence_url").fill("https://example.org/letter")
    press(page, "button[value=add-evidence]")
    expect(page.get_by_role("link", name="Letter (opens in a new tab)")).to_be_in_viewport()
    page.locator("#action_what").fill("Ask the citizens")
    page.locator("#action_who").fill("Els")
    with page.expect_navigation():
        page.locator("#action_who").press("Enter")

    expect(page.get_by_text("Ask the citizens").first).to_be_in_viewport()


@pytest.mark.parametrize("js", [True, False])
def test_what_was_refused_is_where_the_focus_is(open_page, channel: str, js: bool) -> None:
    page = open_page("els", channel, js=js)
    page.locator("#evidence_title").fill("Letter")

    page.locator("#evidence_title").press("Enter")

    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence_url")).to_be_focused()


def test_without_javascript_a_conflict_is_where_the_focus_is(open_page, channel: str) -> None:
    page, other = open_page("els", channel, js=False), open_page("els", channel, js=False)
    other.locator("#rationale").fill("Theirs.")
    press(other, "button[value=next]")
    page.locator("#rationale").fill("Mine.")

    press(page, "button[value=next]")

    expect(page.locator("#conflict section")).to_be_focused()
    expect(page.locator("#conflict section")).to_be_in_viewport()


def test_the_keyboard_alone_answers_and_goes_on(page: Page) -> None:
    page.locator("#value-counter").focus()
    page.keyboard.press("ArrowDown")
    is_saved(page)
    page.get_by_role("button", name="Save and continue").focus()
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("groups"))


def test_of_a_quick_save_one_thing_is_said_and_of_a_slow_one_that_it_runs(open_page, channel):
    page = open_page("els", channel)
    page.clock.install()
    page.reload()
    page.clock.pause_at(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    page.evaluate(
        """() => {
          const status = document.getElementById("save-status");
          window.said = [];
          new MutationObserver(() => said.push(status.dataset.state))
            .observe(status, {attributes: true, childList: true});
        }"""
    )
    held: list[Route] = []

    page.locator("#value-letter").check()
    page.clock.run_for(200)
    is_saved(page)

    assert set(page.evaluate("said")) == {"saved"}
    page.route("**/questions/**", lambda route: held.append(route))
    page.locator("#value-counter").check()
    page.clock.run_for(1_000)
    expect(state(page)).to_have_attribute("data-state", "saving")
    held[0].continue_()
    is_saved(page)
