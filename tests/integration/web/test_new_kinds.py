"""Pages of the newer kinds of question: filled in without JavaScript, saved and shown again."""

import re

import pytest


@pytest.fixture(scope="module")
def site(site_of_new_kinds):
    return site_of_new_kinds


def save(client, address: str, data: dict):
    page = client.get(address).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    version = re.search(r'name="version" id="version" value="(\d+)"', page).group(1)
    return client.post(
        address, data={"csrf_token": token, "version": version, "do": "save", **data}
    )


@pytest.mark.parametrize(
    ("question", "data", "shown"),
    [
        ("channel", {"value": "other", "value-other": "A bus"}, 'lang="en" value="A bus"'),
        ("devices", {"value": ["phone", "other"], "value-other": "A tablet"}, 'value="A tablet"'),
        ("data", {"value": ["personal"]}, 'id="value-personal" value="personal" checked'),
        ("reach", {"value": "97.5"}, 'value="97.5"'),
        ("stakeholders", {"value": ["Parents", "Schools", ""]}, 'value="Schools"'),
        ("places", {"value-archive": "public", "value-backup": ""}, 'value="public" checked'),
        ("signed", {"value": "yes"}, 'id="value-yes" value="yes" checked'),
    ],
)  # fmt: skip
def test_an_answer_of_each_kind_is_shown_again(site, draft, question, data, shown):
    lead = site.client("lead")

    saved = save(lead, draft.question(question), data)

    assert saved.status_code == 303, saved.text
    assert shown in lead.get(draft.question(question)).text


def test_a_risk_is_asked_once_personal_data_are_used(site, draft):
    lead = site.client("lead")
    save(lead, draft.question("data"), {"value": ["personal"]})

    save(lead, draft.question("harm"), {"value-severity": "grave", "value-likelihood": "rare"})

    page = lead.get(draft.question("harm")).text
    assert 'value="grave" checked' in page
    assert "This risk: Medium" not in page  # it stands beside the one after measures
    assert "Before the measures: Medium" in page
    assert lead.get(draft.question("harm-after")).status_code == 200


def test_a_ranking_keeps_its_order(site, draft):
    lead = site.client("lead")
    save(lead, draft.question("stakeholders"), {"value": ["Parents"]})

    save(lead, draft.question("priorities"), {"value": ["warmth", "speed", "clarity"]})

    page = lead.get(draft.question("priorities")).text
    assert re.findall(r'<option value="(\w+)" selected', page) == ["warmth", "speed", "clarity"]


@pytest.mark.parametrize(
    ("question", "data", "message"),
    [
        ("channel", {"value": "other"}, "Fill in what else."),
        ("reach", {"value": "1"}, "Enter one of the steps."),
        ("places", {"value-archive": "gold"}, "Choose one of the options."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(site, draft, question, data, message):
    refused = save(site.client("lead"), draft.question(question), data)

    assert refused.status_code == 422
    assert message in refused.text


def test_who_only_reads_sees_the_answer_in_words(site, draft):
    save(site.client("lead"), draft.question("places"), {"value-archive": "public"})

    page = site.client("officer").get(draft.question("places")).text

    assert "<dt>In the archive</dt><dd> <span>Public</span></dd>" in re.sub(r"\s+", " ", page)


def test_the_file_of_the_comparison_says_them_in_words(site, draft):
    lead = site.client("lead")
    save(lead, draft.question("data"), {"value": ["personal"]})
    save(lead, draft.question("channel"), {"value": "other", "value-other": "A bus"})
    save(lead, draft.question("places"), {"value-archive": "public", "value-backup": "personal"})
    save(lead, draft.question("harm"), {"value-severity": "grave", "value-likelihood": "rare"})

    file = site.client("officer").get("/compare.csv").text

    assert "Other, namely: A bus" in file
    assert "In the archive: Public; In the backup: About persons" in file
    assert "Severity: Grave; Likelihood: Rare" in file


@pytest.fixture
def french(site, post):
    people = [site.client(name) for name in ("lead", "officer")]
    for client in people:
        post(client, "/language", {"language": "fr"}, "/account")
    yield people
    for client in people:
        post(client, "/language", {"language": "en"}, "/account")


def test_the_colon_on_the_map_and_in_the_file_is_that_of_the_language(french, draft):
    lead, officer = french
    save(lead, draft.question("places"), {"value-archive": "public"})
    save(lead, draft.question("data"), {"value": ["personal"]})
    save(lead, draft.question("harm"), {"value-severity": "grave", "value-likelihood": "rare"})

    page = lead.get(draft.question("harm")).text
    file = officer.get("/compare.csv").text

    assert "Avant les mesures\N{NO-BREAK SPACE}: Moyen" in page
    assert "Aux archives\N{NO-BREAK SPACE}: " in file
