"""No word of another organisation reaches anybody, whichever address or form they try.

Two organisations are filled alike; every text of one of them carries its own word. Routes come
from the application itself, so a new one is tried without a line here."""

import datetime as dt
import hashlib
import itertools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from compass.core.answers import Answer, AnswerStatus
from compass.core.workflow import OrganisationRole, Outcome, ProjectPhase, TeamRole
from compass.db.base import Base
from compass.db.models import Organisation, QuestionSetVersion, User
from compass.db.queries import accounts as account_queries
from compass.dossier.press import IssuedPdf
from compass.services import (
    accounts,
    answers,
    decisions,
    dossiers,
    measures,
    moves,
    organisations,
    projects,
    publication,
    question_sets,
    reviews,
)
from compass.services.actors import Actor, load_actor
from compass.web.access import SIGNED_IN, rule_of
from compass.web.extensions import db

NOW = dt.datetime.now(dt.UTC)
WORD, OTHER_WORD = "magpieword", "canaryword"
PEOPLE = {
    "member": OrganisationRole.MEMBER,
    "lead": OrganisationRole.MEMBER,
    "officer": OrganisationRole.OFFICER,
    "auditor": OrganisationRole.AUDITOR,
}
# Tables and columns that hold no words of an organisation's people.
TECHNICAL_TABLES = {"question_set_version", "event", "session", "password_token", "rate_limit"}
TECHNICAL = {
    "password_hash", "language", "sha256", "status", "expected", "tally", "item", "question_id",
    "digest", "file_sha256", "seal_level",
}  # fmt: skip


class OneLinePress:
    """The record in plain sight: a leaked file would show its words."""

    def issue(self, job) -> IssuedPdf:
        digest = hashlib.sha256(job.record).hexdigest()
        return IssuedPdf(b"%PDF " + job.record, pages=1, seal_level="B-B", digest=digest)


@dataclass(frozen=True)
class Ids:
    """What the routes ask for, by the names that they use."""

    values: dict[str, object]

    @property
    def secret(self) -> list[uuid.UUID]:
        return [value for value in self.values.values() if isinstance(value, uuid.UUID)]


@dataclass
class Place:
    """An organisation with every kind of content; each text of it carries ``word``."""

    site: object
    word: str

    def fill(self) -> Ids:
        made = organisations.create_organisation(
            db.session, name=self.word.title(), by=None, now=NOW
        )
        for name, role in PEOPLE.items():
            self._add(name, made, role)
        project = self._project(made)
        open_review = self._review(project)
        action = self._answered(open_review)
        self._moved(project)
        handed_back = self._handed_in(project)
        reviews.hand_back(
            db.session, handed_back, message=self.word, by=self._actor("officer"), now=NOW
        )
        self._handed_in(project)
        dossier = self._sealed(project)
        self._withdraw(self._sealed(self._project(made)))
        return Ids(
            {
                "organisation_id": made.id,
                "project_id": project.id,
                "review_id": open_review.id,
                "action_id": action.id,
                "user_id": self._user("member").id,
                "dossier_id": dossier.id,
                "digest": dossier.digest,
                "question_id": "channel",
                "where": "channel",
                "set_id": "every-kind",
                "version": "1.0.0",
                "schema": "set-1",
                "before": "1.0.0",
                "after": "2.0.0",
                "link": "no-such-link",
            },
        )

    def client(self, person: str):
        return self.site.client(f"{person}-{self.word}")

    def _add(self, name: str, organisation: Organisation, role: OrganisationRole) -> None:
        user = accounts.create_user(
            db.session, email=f"{name}-{self.word}@compass.example", language="en", by=None,
            name=f"{name} {self.word}", now=NOW,
        )  # fmt: skip
        organisations.set_organisation_roles(
            db.session, user, organisation, roles=[role], by=None, now=NOW
        )

    def _project(self, organisation: Organisation):
        project = projects.create_project(
            db.session, organisation_id=organisation.id, name=f"Name {self.word}",
            reference=f"R {self.word}", summary=f"Summary {self.word}", phase=ProjectPhase.BUILD,
            by=self._actor("lead"), now=NOW,
        )  # fmt: skip
        projects.set_member(
            db.session, project, self._user("member"), TeamRole.VIEWER, by=self._actor("lead"),
            now=NOW,
        )  # fmt: skip
        return project

    def _review(self, project):
        return reviews.start_review(
            db.session, project, title=f"Title {self.word}", language="en",
            set_version=db.session.get_one(QuestionSetVersion, self.site.set_version_id),
            by=self._actor("lead"), now=NOW,
        )  # fmt: skip

    def _answered(self, review):
        lead = self._actor("lead")
        given = {
            "nickname": Answer(AnswerStatus.ANSWERED, self.word, rationale=self.word),
            "channel": Answer(AnswerStatus.NOT_APPLICABLE, reason=self.word),
        }
        for question, answer in given.items():
            answers.save_answer(
                db.session, review, question, answer, is_flagged=True, expected_version=0,
                by=lead, now=NOW,
            )  # fmt: skip
        measures.add_evidence(
            db.session, review, "channel", title=self.word, by=lead, now=NOW,
            url=f"https://{self.word}.example",
        )  # fmt: skip
        return measures.add_action(
            db.session, review, "channel", what=self.word, who=self.word, due=dt.date(2020, 1, 1),
            by=lead, now=NOW,
        )  # fmt: skip

    def _moved(self, project) -> None:
        """A review that stands on another version since: what it said before is kept too."""
        lead, said = self._actor("lead"), Answer(AnswerStatus.ANSWERED, self.word)
        review = reviews.start_review(
            db.session, project, title=f"Title {self.word}", language="en", by=lead, now=NOW,
            set_version=question_sets.get_version(db.session, "small", "1.0.0"),
        )  # fmt: skip
        answers.save_answer(
            db.session, review, "who", said, is_flagged=False, expected_version=0, by=lead, now=NOW
        )
        target = question_sets.get_version(db.session, "small", "2.0.0")
        moves.move_review(db.session, review, target, by=lead, now=NOW)

    def _handed_in(self, project):
        review = self._review(project)
        self._answered(review)
        reviews.hand_in(db.session, review, confirmed_open=True, by=self._actor("lead"), now=NOW)
        return review

    def _sealed(self, project):
        review = self._handed_in(project)
        decisions.decide(
            db.session, review, outcome=Outcome.GO_WITH_CONDITIONS, reason=self.word,
            triggers=self.word, by=self._actor("officer"), now=NOW,
            conditions=[decisions.ConditionToMeet(self.word, self.word, dt.date(2090, 1, 1))],
        )  # fmt: skip
        return dossiers.issue(
            db.session, review, language="en", press=OneLinePress(), verify_url="",
            storage=self.site.app.extensions["compass"].storage, by=self._actor("lead"), now=NOW,
        )  # fmt: skip

    def _withdraw(self, dossier) -> None:
        review = reviews.load_review(db.session, dossier.review_id)
        reviews.withdraw(db.session, review, reason=self.word, by=self._actor("officer"), now=NOW)

    def _user(self, person: str) -> User:
        return account_queries.get_user_by_email(
            db.session, f"{person}-{self.word}@compass.example"
        )

    def _actor(self, person: str) -> Actor:
        return load_actor(db.session, self._user(person).id)


@pytest.fixture(scope="module")
def site(site, edition):
    """With two versions of a small set, the later one clearer; offered to nobody else after."""
    who = {"id": "who", "kind": "long-text", "text": "Who?"}
    clearer = who | {"text": "For whom exactly?"}
    versions = (
        edition("1.0.0", who),
        edition("2.0.0", clearer, changes={"who": {"class": "clarified"}}),
    )
    with site.app.app_context():
        for version in versions:
            question_sets.register(db.session, version, now=NOW)
        db.session.commit()
    yield site
    with site.app.app_context():
        for version in versions:
            row = question_sets.get_version(db.session, version.id, version.version)
            publication.withdraw(db.session, row, reason="The tests are over.", by=None, now=NOW)
        db.session.commit()


@pytest.fixture(scope="module")
def here(site) -> tuple[Place, Ids]:
    return _filled(site, WORD)


@pytest.fixture(scope="module")
def there(site) -> tuple[Place, Ids]:
    return _filled(site, OTHER_WORD)


def _filled(site, word: str) -> tuple[Place, Ids]:
    place = Place(site, word)
    with site.app.app_context():
        ids = place.fill()
        db.session.commit()
    return place, ids


def addresses(app, method: str, *sources: Ids) -> list[tuple[str, str]]:
    """Endpoint and address of each route, with the ids of each source in every combination."""
    with app.test_request_context():
        return [
            (rule.endpoint, app.url_for(rule.endpoint, **values))
            for rule in app.url_map.iter_rules()
            if rule.endpoint != "static" and method in rule.methods
            for values in _combinations(sorted(rule.arguments), sources)
        ]


def _combinations(names: Sequence[str], sources: Sequence[Ids]) -> list[dict[str, object]]:
    """A name that is not in ``Ids`` is a new kind of id: it must be added there."""
    choices = [{source.values[name] for source in sources} for name in names]
    return [dict(zip(names, mixed, strict=True)) for mixed in itertools.product(*choices)]


def told(answer) -> str:
    """Everything that was sent, in lower case."""
    return f"{answer.headers}{answer.get_data().decode('utf-8', 'replace')}".lower()


def test_every_text_that_people_write_carries_the_word(site, there) -> None:
    with site.app.app_context():
        silent = {
            f"{table.name}.{column.name}"
            for table in Base.metadata.sorted_tables
            if table.name not in TECHNICAL_TABLES
            for column in table.columns
            if isinstance(column.type, sa.String)
            and not isinstance(column.type, sa.Enum)
            and column.name not in TECHNICAL
            and not db.session.scalar(
                sa.select(sa.func.count()).where(column.ilike(f"%{OTHER_WORD}%"))
            )
        }

    assert silent == set()


@pytest.mark.parametrize("person", PEOPLE)
def test_no_page_shows_a_word_of_another_organisation(site, here, there, person: str) -> None:
    client = here[0].client(person)
    asked = {"organisation": str(there[1].values["organisation_id"])}
    tried, leaks, failed = set(), set(), set()

    for endpoint, address in addresses(site.app, "GET", here[1], there[1]):
        for query in ({}, asked):
            answer = client.get(address, query_string=query)
            tried.add(endpoint)
            if OTHER_WORD in told(answer):
                leaks.add(address)
            if answer.status_code >= 500 and endpoint != "health.ready":
                failed.add(address)

    assert {"dossiers.register", "log.index", "projects.show", "dossiers.download"} <= tried
    assert leaks == set()
    assert failed == set()


@pytest.mark.parametrize("person", PEOPLE)
def test_no_form_reaches_another_organisation(site, here, there, person: str) -> None:
    with site.app.app_context():
        before = _everything()
    data = {"title": "Mine", "name": "Mine", "language": "en",
            "confirmed": "y", "value": "letter", "version": "0", "outcome": "go", "reason": "Mine",
            "message": "Mine", "role": "viewer", "what": "Mine", "set_version": "1", "done": "y",
            "organisation": str(there[1].values["organisation_id"]), "phase": "build",
            "email": f"member-{WORD}@compass.example"}  # fmt: skip

    sent = [
        (endpoint, address, _sent(here[0].client(person), address, data))  # some end a session
        for endpoint, address in addresses(site.app, "POST", there[1])
    ]

    assert [address for _endpoint, address, answer in sent if OTHER_WORD in told(answer)] == []
    theirs = {
        address: answer.status_code
        for endpoint, address, answer in sent
        if any(str(value) in address for value in there[1].secret)
        and rule_of(site.app.view_functions[endpoint]) == SIGNED_IN  # others refuse before looking
    }
    assert len(theirs) > 10
    assert set(theirs.values()) == {404}
    with site.app.app_context():
        assert before["review"]
        assert _everything() == before


def test_without_a_sign_in_no_page_shows_a_word_of_anybody(site, here, there) -> None:
    client = site.client()

    pages = {
        address: told(client.get(address))
        for _endpoint, address in addresses(site.app, "GET", here[1], there[1])
    }

    assert [address for address, page in pages.items() if WORD in page] == []
    assert [address for address, page in pages.items() if OTHER_WORD in page] == []


def test_the_walk_would_notice_since_its_own_people_do_see_the_word(site, there) -> None:
    seen = {
        endpoint
        for person in PEOPLE
        for endpoint, address in addresses(site.app, "GET", there[1])
        if "draft" not in endpoint
        and OTHER_WORD in _body_without_name(there[0].client(person).get(address), person)
    }

    assert {
        "comparison.csv", "comparison.index", "comparison.question", "decisions.inbox",
        "dossiers.download", "dossiers.register", "dossiers.show", "home.index", "log.index",
        "projects.edit", "projects.index", "projects.show", "projects.team", "reviews.overview",
        "answers.question",
    } <= seen  # fmt: skip


def _body_without_name(answer, person: str) -> str:
    """The header of a page names the reader: that alone says nothing."""
    return told(answer).replace(f"{person} {OTHER_WORD}</span>", "")


def _sent(client, address: str, data: dict[str, str]):
    page = client.get("/verify").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    return client.post(address, data={**data, "csrf_token": token})


def _everything() -> dict[str, list[str]]:
    """Every row that mentions the other organisation, as it is stored."""
    stored = {
        table.name: [repr(row) for row in db.session.execute(sa.select(table))]
        for table in Base.metadata.sorted_tables
        if table.name not in TECHNICAL_TABLES
    }
    return {name: sorted(row for row in rows if OTHER_WORD in row) for name, rows in stored.items()}
