"""The frame around the pages: what it offers, to whom, and when the app refuses to start."""

import re
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import render_template_string

from compass.resources import resource
from compass.web import create_app, security
from compass.web.settings import Settings, StartupError, read_settings


def test_an_auditor_reads_the_dossier_page_but_not_the_review(site, draft) -> None:
    auditor = site.client("auditor")

    assert auditor.get(f"{draft.review}/dossier").status_code == 200
    assert auditor.get(draft.review).status_code == 404


def test_the_dossier_page_leads_back_to_pages_that_the_reader_may_open(site, draft) -> None:
    for person in ("auditor", "officer", "lead"):
        client = site.client(person)
        page = client.get(f"{draft.review}/dossier").text
        crumbs = page.split('class="govuk-breadcrumbs"', 1)[1].split("</nav>", 1)[0]

        assert {client.get(to).status_code for to in re.findall('href="([^"]+)"', crumbs)} == {200}


def test_the_dossier_page_is_not_there_for_another_organisation(site, draft) -> None:
    assert site.client("stranger").get(f"{draft.review}/dossier").status_code == 404


OFFERS = {
    "lead": ["/projects"],
    "officer": ["/projects", "/inbox", "/compare", "/dossiers", "/library", "/log"],
    "auditor": ["/dossiers", "/log"],
}


@pytest.mark.parametrize("person", OFFERS)
def test_the_header_and_the_first_page_offer_what_a_role_may_enter(site, person: str) -> None:
    page = site.client(person).get("/").text
    header, places = page.split("<main", 1)
    navigation = header.split('class="cp-nav"', 1)[1].split("</ul>", 1)[0]
    cards = places.split('class="cp-places"', 1)[1].split("</ul>", 1)[0]

    assert re.findall(r'href="([^"]+)"', navigation) == OFFERS[person]
    assert re.findall(r'href="([^"]+)"', cards) == OFFERS[person]


def test_who_is_not_signed_in_finds_the_questions_and_the_check_of_dossiers(site) -> None:
    page = site.app.test_client().get("/sign-in").text

    assert 'class="cp-nav"' not in page
    assert 'href="/question-sets"' in page
    assert 'href="/verify"' in page


def test_turning_a_page_keeps_the_filters(site) -> None:
    class Pages:
        number, last = 1, 2

    template = (
        "{% from 'components/pagination.html' import pagination with context %}"
        "{{ pagination(pages) }}"
    )

    with site.app.test_request_context("/projects?text=a%26b&phase=build&page=1"):
        page = render_template_string(template, pages=Pages())

    address = re.search(r'rel="next" href="([^"]+)"', page).group(1)
    assert parse_qsl(urlsplit(unescape(address)).query) == [
        ("text", "a&b"), ("phase", "build"), ("page", "2"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["base_url = 5", "seal_p12 = true", "secret_key = ['x']"])
def test_a_setting_that_is_no_text_is_refused_by_name(tmp_path, line: str) -> None:
    (tmp_path / "compass.toml").write_text(line)

    with pytest.raises(StartupError) as refused:
        read_settings({"COMPASS_HOME": str(tmp_path)})

    assert line.partition(" ")[0] in str(refused.value)


@pytest.mark.parametrize("line", ["secret_key = 74017401", "seal_passphrase = 74017401"])
def test_a_secret_that_is_no_text_is_not_shown(tmp_path, line: str) -> None:
    (tmp_path / "compass.toml").write_text(line)

    with pytest.raises(StartupError) as refused:
        read_settings({"COMPASS_HOME": str(tmp_path)})

    assert "7401" not in str(refused.value)


def test_settings_that_are_printed_keep_their_secrets(tmp_path) -> None:
    variables = {"SECRET_KEY": "7401" * 10, "SEAL_PASSPHRASE": "7401",
                 "DATABASE_URL": "postgresql://compass:7401@db/compass"}  # fmt: skip
    shown = repr(
        read_settings(
            {
                "COMPASS_HOME": str(tmp_path),
                **{f"COMPASS_{key}": text for key, text in variables.items()},
            }
        )
    )

    assert "base_url" in shown
    assert "7401" not in shown.replace(str(tmp_path), "")


@pytest.mark.parametrize(
    "line",
    [
        "base_url = 'http://[::1'",
        "base_url = 'http://compass.example.org:port'",
        "base_url = 'https://compass.example.org/compass'",
        "database_url = 'postgresql+psycopg://:::'",
        "database_url = 'mysql://db/compass'",
        "database_url = 'sqlite://'",
        "is_demo = 'perhaps'",
        "secret_key = 'short'",
    ],
)
def test_a_setting_that_cannot_work_is_refused_by_name(tmp_path, line: str) -> None:
    (tmp_path / "compass.toml").write_text(line)

    with pytest.raises(StartupError) as refused:
        read_settings({"COMPASS_HOME": str(tmp_path)})

    assert line.partition(" ")[0] in str(refused.value)


def test_many_who_start_at_once_on_a_new_home_share_one_secret(tmp_path) -> None:
    start = threading.Barrier(8)

    def read(_number: int) -> str:
        start.wait(timeout=30)
        return read_settings({"COMPASS_HOME": str(tmp_path / "home")}).secret_key

    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(read, range(8)))

    assert len(secrets) == 1
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret.key"]


def test_the_app_does_not_start_when_a_published_set_was_touched(tmp_path, monkeypatch) -> None:
    sets = tmp_path / "question_sets"
    shutil.copytree(resource("question_sets"), sets)
    english = sets / "digital-ethics-compass" / "1.0.0" / "en.yaml"
    english.write_text(english.read_text().replace("Digital ethics compass", "Other", 1))
    monkeypatch.setattr("compass.web.resource", lambda name: tmp_path / name)
    settings = Settings(tmp_path, "x" * 40, f"sqlite:///{tmp_path / 'c.db'}", "http://localhost")

    with pytest.raises(StartupError) as refused:
        create_app(settings)

    assert "digital-ethics-compass" in str(refused.value)


def test_a_second_app_in_one_process_reads_question_sets_as_well(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'compass.db'}"
    apps = [create_app(Settings(tmp_path, "x" * 40, url, "http://localhost")) for _ in range(2)]
    libraries = [app.extensions["compass"].library for app in apps]
    for app in apps:
        app.extensions["compass"].press.close()

    assert [hasattr(library, "get") for library in libraries] == [True, True]


def test_all_forms_of_a_page_share_one_look_up_of_the_token(site, draft, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(security, "generate_csrf", lambda: asked.append("token") or "a token")

    page = site.client("lead").get(draft.review)

    assert page.text.count('name="csrf_token" value="a token"') > 1
    assert asked == ["token"]


def test_the_letters_are_asked_for_with_the_page_and_kept_for_good(site) -> None:
    """The style sheet cannot work out the address: this says when it has to change."""
    client = site.client()
    [letters] = re.findall(r'rel="preload" href="([^"]+)" as="font"', client.get("/sign-in").text)

    style = (resource("static") / "compass.css").read_text()
    with client.get(letters) as answer:
        kept = answer.headers["Cache-Control"]

    assert f"url({letters.removeprefix('/static/')})" in style
    assert "immutable" in kept
