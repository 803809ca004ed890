"""Officers upload, publish and withdraw versions of question sets."""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from compass.core.loading import load_folder
from compass.core.publication import VersionState
from compass.core.question_sets import QuestionSet
from compass.core.workflow import OrganisationRole, TransitionError
from compass.db.models import Event
from compass.services import catalogue, publication, question_sets
from compass.services.checking import faults_against_before, findings
from compass.services.errors import InvalidTextError, NotAllowedError, QuestionSetError
from compass.services.home import home_of
from compass.services.publication import Arrival

OFFICER = OrganisationRole.OFFICER


@pytest.fixture
def edition(tmp_path, every_kind_folder):
    """Makes the fixture set in another version, with another title."""

    def make(
        version: str = "1.0.0", title: str = "", edit: tuple[str, str, str] = ("en.yaml", "", "")
    ) -> QuestionSet:
        folder: Path = tmp_path / title / "every-kind" / version
        shutil.copytree(every_kind_folder, folder)
        for name, old, new in (
            edit,
            ("set.yaml", "version: 1.0.0", f"version: {version}"),
            ("en.yaml", "\ntitle: ", f"\ntitle: {title}"),
        ):
            text = (folder / name).read_text("utf-8").replace(old, new, 1)
            (folder / name).write_text(text, "utf-8")
        return load_folder(folder)

    return make


@pytest.fixture
def olga(world):
    world.user("Olga", world.organisation("Mobility"), OFFICER)
    return world.actor("Olga")


def upload(world, edition, by):
    return publication.upload(world.session, edition, by=by, now=world.now)


def publish(world, version, by, note="New questions about data."):
    publication.publish(
        world.session, version, digest=version.digest, note=note, by=by, now=world.later(hours=1)
    )


def withdraw(world, version, by, reason="A law changed."):
    publication.withdraw(world.session, version, reason=reason, by=by, now=world.later(hours=1))


def events(world):
    query = sa.select(Event.kind).where(Event.kind.like("question-set-%")).order_by(Event.id)
    return list(world.session.scalars(query))


def test_an_upload_is_a_draft_until_somebody_publishes_it(world, edition, olga):
    done = upload(world, edition(), olga)

    assert (done.arrival, done.version.state) == (Arrival.NEW, VersionState.DRAFT)
    assert question_sets.list_published(world.session) == ()
    assert question_sets.get_public_version(world.session, "every-kind", "1.0.0") is None

    publish(world, done.version, olga)

    assert len(question_sets.list_published(world.session)) == 1
    assert done.version.published_by == olga.id
    assert done.version.note == "New questions about data."


def test_a_draft_is_replaced_by_a_second_upload(world, edition, olga):
    first = upload(world, edition(), olga)

    second = upload(world, edition(title="Other "), olga)

    assert second.arrival is Arrival.REPLACED
    assert second.version.id == first.version.id
    assert (
        question_sets.library.get(world.session, second.version)
        .texts["en"]
        .title.startswith("Other ")
    )


def test_the_same_contents_again_are_already_here(world, edition, olga):
    made = edition()
    upload(world, made, olga)

    again = upload(world, made, olga)
    publish(world, again.version, olga)
    once_more = upload(world, made, olga)

    assert again.arrival is once_more.arrival is Arrival.ALREADY_HERE
    assert once_more.version.state is VersionState.PUBLISHED


def test_other_contents_for_a_published_version_are_refused(world, edition, olga):
    published = upload(world, edition(), olga).version
    publish(world, published, olga)

    with pytest.raises(QuestionSetError) as refused:
        upload(world, edition(title="Other "), olga)

    assert refused.value.code == "raise-the-version"


def test_a_published_version_is_neither_published_again_nor_deleted(world, edition, olga):
    version = upload(world, edition(), olga).version
    publish(world, version, olga)

    with pytest.raises(TransitionError):
        publish(world, version, olga)
    with pytest.raises(TransitionError):
        publication.delete_draft(world.session, version, by=olga, now=world.now)


def test_a_version_that_hides_what_it_changes_is_kept_but_not_published(
    world, version, edition, olga
):
    other_question = ("en.yaml", "text: Does a machine", "text: Does some machine")

    draft = upload(world, edition("1.0.1", edit=other_question), olga).version

    found = faults_against_before(world.session, question_sets.library.get(world.session, draft))
    assert {fault.file for fault in found} == {"changes.yaml"}
    with pytest.raises(QuestionSetError) as refused:
        publish(world, draft, olga)
    assert refused.value.code == "has-faults"


def test_a_version_with_a_question_that_nobody_reaches_is_kept_but_not_published(
    world, edition, olga
):
    never = ("set.yaml", "answered: oversight",
             "all: [{answered: oversight}, {not: {answered: oversight}}]")  # fmt: skip

    draft = upload(world, edition(edit=never), olga).version

    with pytest.raises(QuestionSetError) as refused:
        publish(world, draft, olga)
    assert refused.value.code == "has-faults"


def test_a_warning_is_no_reason_to_refuse_a_version(world, edition, olga):
    always = ("set.yaml", "answered: oversight",
              "any: [{answered: oversight}, {not: {answered: oversight}}]")  # fmt: skip

    draft = upload(world, edition(edit=always), olga).version
    publish(world, draft, olga)

    [found] = findings(world.session, question_sets.library.get(world.session, draft))
    assert (found.code, draft.state) == ("always-holds", VersionState.PUBLISHED)


def test_the_first_version_of_a_set_is_compared_with_nothing(world, edition):
    assert faults_against_before(world.session, edition()) == []


def test_what_was_replaced_since_somebody_looked_is_not_published(world, edition, olga):
    seen = upload(world, edition(), olga).version.digest
    draft = upload(world, edition(title="Other "), olga).version

    with pytest.raises(QuestionSetError) as refused:
        publication.publish(world.session, draft, digest=seen, note="New.", by=olga, now=world.now)

    assert refused.value.code == "changed-meanwhile"
    assert draft.state is VersionState.DRAFT


def test_a_deleted_draft_is_gone_and_the_log_knows(world, edition, olga):
    version = upload(world, edition(), olga).version

    publication.delete_draft(world.session, version, by=olga, now=world.now)

    assert question_sets.get_version(world.session, "every-kind", "1.0.0") is None
    assert events(world) == ["question-set-uploaded", "question-set-deleted"]


def test_after_a_withdrawal_running_reviews_go_on_and_none_can_start(world, project, version, olga):
    running = world.review(project, version)

    withdraw(world, version, olga)

    world.save(running, "channel", "letter")
    assert question_sets.list_published(world.session) == ()
    assert question_sets.get_public_version(world.session, "every-kind", "1.0.0") is version
    with pytest.raises(QuestionSetError) as refused:
        world.review(project, version)
    assert refused.value.code == "not-published"


def test_a_withdrawn_version_that_is_shipped_stays_withdrawn_at_the_next_start(
    world, version, olga, every_kind_folder
):
    withdraw(world, version, olga)

    row = question_sets.register(world.session, load_folder(every_kind_folder), now=world.now)

    assert row.state is VersionState.WITHDRAWN


@pytest.mark.parametrize("title", ["", "Other "], ids=["same", "other"])
def test_a_draft_gives_way_to_the_version_that_a_release_ships(
    world, edition, olga, every_kind_folder, title
):
    draft = upload(world, edition(title=title), olga).version

    row = question_sets.register(world.session, load_folder(every_kind_folder), now=world.now)

    assert row.id == draft.id
    assert row.digest == draft.digest == load_folder(every_kind_folder).digest
    assert (draft.state, draft.uploaded_by) == (VersionState.PUBLISHED, None)


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001, "a\u202eb"])
def test_a_note_and_a_reason_are_texts_that_can_be_read(world, edition, olga, text):
    version = upload(world, edition(), olga).version

    with pytest.raises(InvalidTextError):
        publish(world, version, olga, note=text)


@pytest.mark.parametrize("role", [OrganisationRole.MEMBER, OrganisationRole.AUDITOR])
def test_only_officers_touch_the_library(world, edition, olga, role):
    world.user("Mia", world.organisation("Taxes"), role)
    mia, version = world.actor("Mia"), upload(world, edition(), olga).version

    for attempt in (
        lambda: upload(world, edition("1.1.0"), mia),
        lambda: publish(world, version, mia),
        lambda: withdraw(world, version, mia),
        lambda: publication.delete_draft(world.session, version, by=mia, now=world.now),
        lambda: catalogue.catalogue(world.session, mia),
    ):
        with pytest.raises(NotAllowedError):
            attempt()


def test_the_log_of_each_organisation_of_the_officer_tells(world, edition):
    first, second = world.organisation("One"), world.organisation("Two")
    world.user("Omar", first, OFFICER)
    omar = world.actor("Omar")
    both = type(omar)(**{**vars(omar), "organisations": {
        first.id: frozenset({OFFICER}), second.id: frozenset({OFFICER})}})  # fmt: skip

    upload(world, edition(), both)

    told = world.session.execute(
        sa.select(Event.organisation_id, Event.actor_id).where(
            Event.kind == "question-set-uploaded"
        )
    )
    assert set(told) == {(first.id, omar.id), (second.id, omar.id)}


def test_the_library_lists_each_set_newest_first_and_counts_reviews(
    world, project, version, edition, olga
):
    world.review(project, version)
    world.review(project, version)
    for number in ("1.9.0", "1.10.0"):
        upload(world, edition(number), olga)

    found = catalogue.catalogue(world.session, olga)

    assert [(item.row.version, item.reviews) for item in found.sets["every-kind"]] == [
        ("1.10.0", 0),
        ("1.9.0", 0),
        ("1.0.0", 2),
    ]


def test_an_officer_of_another_organisation_stays_nameless(world, edition, olga):
    world.user("Omar", world.organisation("Taxes"), OFFICER)
    upload(world, edition(), olga)

    assert catalogue.catalogue(world.session, world.actor("Omar")).names == {}
    assert catalogue.catalogue(world.session, olga).names == {olga.id: "Olga"}


def test_a_newer_published_version_is_news_for_a_review_that_is_being_filled_in(
    world, project, version, edition, olga
):
    review = world.review(project, version)
    newer = upload(world, edition("1.10.0"), olga).version
    assert catalogue.newer_version(world.session, review) is None

    publish(world, newer, olga)
    found = catalogue.newer_version(world.session, review)
    assert found == (newer.set_id, "1.10.0", newer.published_at, newer.note)
    assert home_of(world.session, world.actor("Lea"), today=world.today).newer == {
        review.id: "1.10.0"
    }

    withdraw(world, newer, olga)
    assert catalogue.newer_version(world.session, review) is None


def test_an_older_version_and_a_review_that_was_handed_in_make_no_news(
    world, project, version, edition, olga
):
    publish(world, upload(world, edition("0.9.0"), olga).version, olga)
    review = world.review(project, version)
    assert catalogue.newer_version(world.session, review) is None

    publish(world, upload(world, edition("2.0.0"), olga).version, olga)
    world.hand_in(review)

    assert home_of(world.session, world.actor("Lea"), today=world.today).newer == {}
    assert catalogue.newer_version(world.session, review) is None
