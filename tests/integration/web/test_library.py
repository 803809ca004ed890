"""The library: officers upload, look, publish and withdraw; nobody else gets in."""

import io
import re
import shutil
import zipfile

import pytest

from compass.core.archives import write_archive
from compass.core.loading import load_folder
from compass.core.publication import VersionState
from compass.services.question_sets import get_version
from compass.web.extensions import db
from compass.web.library import uploading

OFFICERS = ("officer", "stranger")
PAGES = (
    "/library", "/library/new", "/library/every-kind/1.0.0",
    "/library/every-kind/1.0.0/withdraw", "/library/every-kind/1.0.0/files.zip",
)  # fmt: skip


@pytest.fixture(scope="module")
def packed(tmp_path_factory, every_kind_folder):
    """The fixture set as a ZIP file, under a name of its own for each test."""

    def pack(
        set_id: str, version: str = "1.0.0", old: str = "", new: str = "", file: str = "en.yaml"
    ) -> bytes:
        folder = tmp_path_factory.mktemp("sets") / set_id / version
        shutil.copytree(every_kind_folder, folder)
        text = (folder / "set.yaml").read_text("utf-8")
        text = text.replace("id: every-kind", f"id: {set_id}", 1)
        text = text.replace("version: 1.0.0", f"version: {version}", 1)
        (folder / "set.yaml").write_text(text, "utf-8")
        spoilt = (folder / file).read_text("utf-8")
        (folder / file).write_text(spoilt.replace(old, new, 1), "utf-8")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for file in folder.iterdir():
                archive.write(file, f"{set_id}/{version}/{file.name}")
        return buffer.getvalue()

    return pack


@pytest.fixture
def send(site, post):
    def _send(data: bytes, person: str = "officer"):
        archive = (io.BytesIO(data), "set.zip")
        return post(site.client(person), "/library/new", {"archive": archive})

    return _send


def state_of(site, set_id: str, version: str = "1.0.0"):
    with site.app.app_context():
        row = get_version(db.session, set_id, version)
        return row and row.state


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("person", ["lead", "colleague", "auditor"])
def test_who_is_no_officer_does_not_get_in(site, person, address):
    assert site.client(person).get(address).status_code == 403


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("person", OFFICERS)
def test_officers_of_every_organisation_get_in(site, person, address):
    assert site.client(person).get(address).status_code == 200


def test_the_library_lists_versions_with_their_facts(site):
    page = site.client("officer").get("/library").text

    assert "every-kind" in page
    assert "Published" in page
    assert "EN" in page


def test_an_upload_without_faults_is_a_draft_for_officers_only(site, send, packed):
    answer = send(packed("first"))

    assert answer.headers["Location"] == "/library/first/1.0.0"
    assert state_of(site, "first") is VersionState.DRAFT
    assert site.client("stranger").get("/library/first/1.0.0").status_code == 200
    assert site.client().get("/question-sets/first/1.0.0").status_code == 404
    assert "first/1.0.0" not in site.client().get("/question-sets").text


def test_an_upload_with_faults_keeps_nothing_and_shows_each_with_its_place(site, send, packed):
    answer = send(packed("faulty", old="questions:", new="question:"))

    assert answer.status_code == 422
    assert "en.yaml" in answer.text
    assert "line " in answer.text
    assert "unknown-key" in answer.text
    assert state_of(site, "faulty") is None


def test_a_fault_is_shown_as_text_and_never_as_markup(send, packed):
    answer = send(packed("markup", old="questions:", new="<script>alert(1)</script>:"))

    assert answer.status_code == 422
    assert "<script>alert" not in answer.text


def test_of_very_many_faults_the_first_ones_are_shown(send, packed, monkeypatch):
    monkeypatch.setattr(uploading, "MOST_SHOWN", 1)

    answer = send(packed("many", old="questions:", new="question:"))

    assert answer.text.count('<ol class="cp-faults"><li>') == 1
    assert re.search(r"and \d+ more", answer.text)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["../set.yaml"], "is not a path that we accept"),
        (["inner.zip"], "an archive inside the archive"),
        (["notes.txt"], "does not belong to a question set"),
        (["a/1/set.yaml", "b/1/set.yaml"], "must lie in one folder"),
        ([], "The ZIP file is empty"),
    ],
)
def test_a_hostile_archive_is_refused_in_words(site, send, names, words):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")

    answer = send(buffer.getvalue())

    assert answer.status_code == 422
    assert words in answer.text


def test_something_else_than_a_zip_is_refused_in_words(send):
    assert "not a ZIP file that we can read" in send(b"%PDF-1.7").text


def test_nothing_chosen_is_asked_again(site, post):
    answer = post(site.client("officer"), "/library/new", {})

    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_the_same_contents_are_already_here(site, send, packed):
    data = packed("twice")
    send(data)
    client = site.client("officer")

    answer = send(data)

    assert answer.headers["Location"] == "/library/twice/1.0.0"
    assert state_of(site, "twice") is VersionState.DRAFT
    assert client.get("/library").status_code == 200


def publish(site, post, set_id, version="1.0.0", **data):
    address = f"/library/{set_id}/{version}/publish"
    client = site.client("officer")
    seen = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', client.get(address).text)
    told = {"note": "The first one.", "digest": seen.group(1) if seen else ""}
    return post(client, address, {**told, **data})


def test_a_warning_is_shown_as_one_and_leaves_the_version_free_to_be_published(site, send, packed):
    always = "any: [{answered: oversight}, {not: {answered: oversight}}]"

    send(packed("warned", old="answered: oversight", new=always, file="set.yaml"))

    page = site.client("officer").get("/library/warned/1.0.0").text
    assert "No faults:" in page
    assert "Warning" in page
    assert "always-holds" in page
    assert "/library/warned/1.0.0/publish" in page


def test_publishing_asks_for_a_note_and_a_confirmation(site, post, send, packed):
    send(packed("asked"))

    unsure = publish(site, post, "asked")
    silent = publish(site, post, "asked", note=" ", is_sure="y")

    assert (unsure.status_code, silent.status_code) == (422, 422)
    assert state_of(site, "asked") is VersionState.DRAFT


def test_what_was_replaced_meanwhile_is_not_published(site, post, send, packed):
    send(packed("replaced"))

    answer = publish(site, post, "replaced", is_sure="y", digest="0" * 64)

    assert answer.status_code == 409
    assert state_of(site, "replaced") is VersionState.DRAFT


def test_a_published_version_is_public_and_stays_as_it_is(site, post, send, packed):
    send(packed("stays"))

    done = publish(site, post, "stays", is_sure="y")
    other = send(packed("stays", old="\ntitle: ", new="\ntitle: Other "))
    again = site.client("officer").get("/library/stays/1.0.0/publish")

    assert done.status_code == 303
    assert site.client().get("/question-sets/stays/1.0.0").status_code == 200
    assert other.status_code == 422
    assert "Give the changed files a higher version." in other.text
    assert again.status_code == 409


def test_a_withdrawn_version_is_offered_no_more_and_the_handbook_says_why(
    site, post, draft, send, packed
):
    send(packed("leaves"))
    publish(site, post, "leaves", is_sure="y")
    start = f"{draft.project}/reviews/new"
    assert "/question-sets/leaves/1.0.0" in site.client("lead").get(start).text

    done = post(
        site.client("officer"),
        "/library/leaves/1.0.0/withdraw",
        {"reason": "A law changed.", "is_sure": "y"},
    )

    handbook = site.client().get("/question-sets/leaves/1.0.0")
    assert done.status_code == 303
    assert "/question-sets/leaves/1.0.0" not in site.client("lead").get(start).text
    assert handbook.status_code == 200
    assert "A law changed." in handbook.text
    assert "leaves/1.0.0" not in site.client().get("/question-sets").text


def test_the_log_names_a_draft_whatever_became_of_it(site, post, send, packed):
    send(packed("passing"))
    send(packed("passing", old="Where do most people", new="Where do many people"))
    post(site.client("officer"), "/library/passing/1.0.0/delete", {})

    log = site.client("officer").get("/log").text

    assert log.count("Uploaded a question set: passing 1.0.0") == 2
    assert "Deleted the draft of a question set: passing 1.0.0" in log


def test_a_draft_can_be_deleted_and_a_published_version_cannot(site, post, send, packed):
    send(packed("goes"))

    done = post(site.client("officer"), "/library/goes/1.0.0/delete", {})
    refused = site.client("officer").get("/library/every-kind/1.0.0/delete")

    assert done.headers["Location"] == "/library"
    assert state_of(site, "goes") is None
    assert refused.status_code == 409


def test_what_is_not_there_is_not_found(site):
    client = site.client("officer")

    for address in ("/library/nothing/1.0.0", "/library/every-kind/9.9.9/files.zip"):
        assert client.get(address).status_code == 404


def test_a_version_is_downloaded_as_the_same_bytes_each_time(site, every_kind_folder):
    client = site.client("officer")

    answer = client.get("/library/every-kind/1.0.0/files.zip")

    assert answer.data == write_archive(load_folder(every_kind_folder))
    assert answer.data == client.get("/library/every-kind/1.0.0/files.zip").data
    assert "filename=every-kind-1.0.0.zip" in answer.headers["Content-Disposition"]


def test_an_officer_of_another_organisation_is_not_named(site, send, packed):
    send(packed("nameless"), "stranger")

    page = site.client("officer").get("/library/nameless/1.0.0").text

    assert "an officer of another organisation" in page
    assert "Stranger Peeters" not in page


def test_a_team_is_told_of_a_newer_version_and_nothing_else_happens(
    site, post, draft, send, packed
):
    send(packed("every-kind", "1.0.1"))
    publish(site, post, "every-kind", "1.0.1", note="Nothing but the number.", is_sure="y")

    overview = site.client("lead").get(draft.review).text
    home = site.client("lead").get("/").text

    withdrawn = post(
        site.client("officer"),
        "/library/every-kind/1.0.1/withdraw",
        {"reason": "Only a test.", "is_sure": "y"},
    )
    assert "Version 1.0.1 of these questions was published" in overview
    assert "Nothing but the number." in overview
    assert "This review stays on version 1.0.0" in overview
    assert "version 1.0.1 of the questions is out" in home
    assert withdrawn.status_code == 303
    assert "Version 1.0.1" not in site.client("lead").get(draft.review).text


def test_the_log_names_the_version(site, send, packed):
    send(packed("logged"))

    page = site.client("officer").get("/log?kind=question-set-uploaded").text

    assert "Uploaded a question set: logged 1.0.0" in page
