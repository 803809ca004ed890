"""The comparison as officers see it: aligned, filtered, paged, exported, own organisations only."""

import csv
import datetime as dt
import io
import re
from itertools import count

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.workflow import OrganisationRole, ProjectPhase
from compass.db.models import QuestionSetVersion
from compass.db.queries import accounts as account_queries
from compass.services import accounts, answers, log, organisations, projects, reviews
from compass.services.actors import load_actor
from compass.web.comparison.spreadsheet import defused
from compass.web.extensions import db

NOW = dt.datetime.now(dt.UTC)
NUMBERS = count(1)
LEVEL = "largely"


class Office:
    """An organisation of its own, with one officer and one lead."""

    def __init__(self, site) -> None:
        self.site, self.number = site, next(NUMBERS)
        with site.app.app_context():
            organisation = organisations.create_organisation(
                db.session, name=f"Office {self.number}", by=None, now=NOW
            )
            self.id = organisation.id
            self._person("officer", OrganisationRole.OFFICER, organisation)
            self._person("lead", OrganisationRole.MEMBER, organisation)
            db.session.commit()
        self.officer = site.client(f"officer{self.number}")

    def project(self, name: str, phase: ProjectPhase = ProjectPhase.BUILD):
        return projects.create_project(
            db.session, organisation_id=self.id, name=name, phase=phase, by=self._lead(), now=NOW
        )

    def review(self, name: str, title: str = "First round", phase=ProjectPhase.BUILD, **given):
        """``given``: a level, or a whole answer, by question."""
        with self.site.app.app_context():
            version = db.session.get_one(QuestionSetVersion, self.site.set_version_id)
            review = reviews.start_review(
                db.session,
                self.project(name, phase),
                set_version=version,
                title=title,
                language="nl",
                by=self._lead(),
                now=NOW,
            )
            for question, value in given.items():
                self._save(review, question.replace("_", "-"), value)
            db.session.commit()
            return review.id

    def events(self, kind: str):
        with self.site.app.app_context():
            actor = self._actor("officer")
            return log.read_log(db.session, actor, log.LogFilters(kind=kind)).rows

    def _save(self, review, question_id: str, value) -> None:
        answer = value if isinstance(value, Answer) else Answer(AnswerStatus.ANSWERED, value)
        answers.save_answer(
            db.session,
            review,
            question_id,
            answer,
            is_flagged=False,
            expected_version=0,
            by=self._lead(),
            now=NOW,
        )

    def _person(self, name: str, role: OrganisationRole, organisation) -> None:
        user = accounts.create_user(
            db.session,
            email=f"{name}{self.number}@compass.example",
            name=name.title(),
            language="en",
            by=None,
            now=NOW,
        )
        organisations.set_organisation_roles(
            db.session, user, organisation, roles=[role], by=None, now=NOW
        )

    def _lead(self):
        return self._actor("lead")

    def _actor(self, name: str):
        email = f"{name}{self.number}@compass.example"
        return load_actor(db.session, account_queries.get_user_by_email(db.session, email).id)


@pytest.fixture
def office(site) -> Office:
    return Office(site)


def cells(page: str, name: str) -> list[str]:
    """What a screen reader hears in the cells of the row of this project."""
    row = re.search(rf"<tr><th scope=\"row\">(?:(?!</tr>).)*?{name}.*?</tr>", page, re.DOTALL)
    return re.findall(r'<td[^>]*>.*?visually-hidden">([^<]*)<', row.group(0), re.DOTALL)


def totals(page: str, label: str) -> list[str]:
    row = re.search(rf'<tr><th scope="row">{label}</th>(.*?)</tr>', page, re.DOTALL).group(1)
    return re.findall(r"<td[^>]*>(\d*)<", row)


def codes(page: str) -> list[str]:
    return re.findall(r'<th scope="col"[^>]*><a[^>]*>([^<]+)<', page)


def lines(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_cells_stand_under_their_question_and_say_their_level_in_words(office) -> None:
    office.review("Parking", uses_automation="yes", oversight=LEVEL)

    page = office.officer.get("/compare").text

    said = dict(zip(codes(page), cells(page, "Parking"), strict=True))
    assert said["C1"].startswith("3, ")
    assert said["S1"] == "answered"
    assert said["S2"] == "not answered yet"
    assert '<caption class="govuk-visually-hidden" id="heat-title">' in page
    assert '<th scope="colgroup"' in page


def test_a_question_that_was_not_asked_says_so(office) -> None:
    office.review("Parking", uses_automation="no")

    page = office.officer.get("/compare").text

    assert dict(zip(codes(page), cells(page, "Parking"), strict=True))["C1"] == "not asked here"


def test_each_filter_narrows_the_list_and_stays_chosen(office) -> None:
    office.review("Parking", phase=ProjectPhase.IDEA, uses_automation="yes", oversight=LEVEL)
    office.review("Swimming", phase=ProjectPhase.IN_USE)

    for query in ("phase=idea", f"level={LEVEL}", f"phase=idea&state=draft&level={LEVEL}"):
        page = office.officer.get(f"/compare?{query}").text
        assert "Parking" in page
        assert "Swimming" not in page
        assert page.count(" selected>") == query.count("=")
        assert f'href="/compare.csv?{query.replace("&", "&amp;")}"' in page


def test_without_a_match_the_filters_can_be_cleared(office) -> None:
    office.review("Parking")

    page = office.officer.get("/compare?state=withdrawn").text

    assert "No review matches these filters." in page
    assert 'href="/compare">Clear filters</a>' in page


@pytest.mark.parametrize(
    "query",
    [
        "phase=nonsense",
        "state=%00",
        "level=nonsense",
        "level=%00",
        "organisation=nonsense",
        "organisation=00000000-0000-0000-0000-000000000007",
        "set=nonsense/9.9.9",
        "page=99999999999999999999",
        "page=-1",
        "page=x",
    ],
)
def test_a_value_that_no_filter_has_is_left_aside(office, query: str) -> None:
    office.review("Parking")

    answer = office.officer.get(f"/compare?{query}")

    assert answer.status_code == 200
    assert "Parking" in answer.text


def test_pages_keep_the_filters_and_totals_count_all_pages(office) -> None:
    for number in range(51):
        office.review(f"Project {number:02}", uses_automation="yes", oversight=LEVEL)

    first = office.officer.get(f"/compare?level={LEVEL}").text
    second = office.officer.get(f"/compare?level={LEVEL}&page=2").text

    assert f'href="?level={LEVEL}&amp;page=2"' in first
    assert "Project 49" in first
    assert "Project 50" not in first
    assert "Project 50" in second
    assert "51 reviews" in second
    assert totals(second, "Level 3")[codes(second).index("C1")] == "51"


def test_a_question_leads_to_its_answers_and_back_with_the_same_filters(office) -> None:
    told = Answer(AnswerStatus.ANSWERED, LEVEL, rationale="<b>Two people</b> look at it.")
    review_id = office.review("Parking", uses_automation="yes", oversight=told)
    office.review("Swimming", phase=ProjectPhase.IDEA)

    page = office.officer.get("/compare/questions/oversight?phase=build").text

    assert "Parking" in page
    assert "Swimming" not in page
    assert "&lt;b&gt;Two people&lt;/b&gt; look at it." in page
    assert f'href="/reviews/{review_id}/questions/oversight"' in page
    assert 'href="/compare?phase=build">Back to the comparison' in page


def test_the_answers_say_why_a_question_does_not_apply(office) -> None:
    no = Answer(AnswerStatus.NOT_APPLICABLE, reason="Nobody decides here.")
    office.review("Parking", uses_automation="yes", oversight=no)

    page = office.officer.get("/compare/questions/oversight").text

    assert "Not applicable" in page
    assert "Nobody decides here." in page


@pytest.mark.parametrize("question_id", ["nonsense", "introduction"])
def test_a_question_that_takes_no_answer_is_not_there(office, question_id: str) -> None:
    office.review("Parking")

    assert office.officer.get(f"/compare/questions/{question_id}").status_code == 404


def test_the_file_says_when_a_review_last_changed_with_the_offset_of_the_clock(office) -> None:
    office.review("Parking")

    [row] = lines(office.officer.get("/compare.csv"))

    assert dt.datetime.fromisoformat(row["Last changed"]).utcoffset() == dt.timedelta(0)


def test_the_file_holds_every_filtered_review_in_the_readers_language(office) -> None:
    for number in range(51):
        office.review(f"Project {number:02}", uses_automation="yes", oversight=LEVEL)
    office.review("Swimming", phase=ProjectPhase.IDEA)

    answer = office.officer.get("/compare.csv?phase=build")

    rows = lines(answer)
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    assert re.search(r"attachment; filename=.*\.csv", answer.headers["Content-Disposition"])
    assert [row["Project"] for row in rows] == [f"Project {number:02}" for number in range(51)]
    assert rows[0]["State"] == "In progress"
    [level] = {text for column, text in rows[0].items() if column.startswith("C1 ")}
    assert level == "Largely addressed"


def test_a_file_that_nobody_reads_to_the_end_leaves_nobody_signed_in(office) -> None:
    office.review("Parking")

    kept = office.officer.get("/compare.csv")
    after = office.site.client().get("/projects")

    assert kept.status_code == 200
    assert after.status_code == 401


def test_no_cell_of_the_file_runs_as_a_formula(office) -> None:
    office.review("=HYPERLINK(1)", title="@SUM(1)", nickname="＝1+1")

    [row] = lines(office.officer.get("/compare.csv"))

    assert row["Project"] == "'=HYPERLINK(1)"
    assert row["Review"] == "'@SUM(1)"
    assert "'＝1+1" in row.values()


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t=1", "\r1", "\n1", "  =1", "\u00a0=1", "＝1", "＋1", "－1"]
)
def test_what_starts_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert defused(text).startswith("'")


def test_a_formula_after_a_separator_is_defused_and_plain_text_is_left_alone() -> None:
    assert defused("a; =1") == "a;' =1"
    assert defused("a\n\t = 1\n;+2; b") == "a\n\t' = 1\n;'+2; b"
    assert defused("A-team + 1 = fine, a@b.example") == "A-team + 1 = fine, a@b.example"


def test_an_export_is_in_the_log(office) -> None:
    office.review("Parking")

    office.officer.get("/compare.csv")

    [event] = office.events("comparison-exported")
    assert event.organisation_id == office.id


def test_reviews_of_another_organisation_never_appear(site, office) -> None:
    other = Office(site)
    other.review("Secret cranes", uses_automation="yes", oversight=LEVEL)
    office.review("Parking")

    for address in ("/compare", "/compare/questions/oversight", "/compare.csv"):
        for query in ("", f"?organisation={other.id}", f"?level={LEVEL}"):
            text = office.officer.get(address + query).text
            assert "Secret cranes" not in text
            assert f"Office {other.number}<" not in text


def test_before_the_first_review_there_is_nothing_to_compare(office) -> None:
    assert "Nothing to compare yet" in office.officer.get("/compare").text
    assert office.officer.get("/compare/questions/oversight").status_code == 404
    assert office.officer.get("/compare.csv").status_code == 404


@pytest.mark.parametrize("person", ["lead", "auditor"])
@pytest.mark.parametrize("address", ["/compare", "/compare/questions/oversight", "/compare.csv"])
def test_only_officers_compare(site, person: str, address: str) -> None:
    assert site.client(person).get(address).status_code == 403
