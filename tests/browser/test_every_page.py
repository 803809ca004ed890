"""Every page that the application has: accessible, silent in the console, no wider than a phone."""

import datetime as dt
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from compass.core.loading import load_folder
from compass.core.workflow import ReviewState, TeamRole
from compass.db.models import (
    Action,
    Dossier,
    Project,
    ProjectMember,
    QuestionSetVersion,
    Review,
    User,
)
from compass.services import accounts, moves, publication, question_sets, reviews
from compass.services.actors import load_actor
from compass.web.extensions import db
from tests.browser.steps import width_of

AXE = Path(__file__).parents[2].joinpath("node_modules/axe-core/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUESTION = "automation-security"
FILES = {
    "static",
    "health.live",
    "health.ready",
    "comparison.csv",
    "dossiers.download",
    "library.download",
    "reviews.draft_pdf",
    "schemas.show",
}

LOTTE, KARIM = "lotte.maes@leiewaarde.example", "karim.elamrani@leiewaarde.example"
ELS, NADIA = "els.peeters@leiewaarde.example", "nadia.aerts@leiewaarde.example"
TOM = "tom.claes@leiewaarde.example"
CAMILLE, JULIEN = "camille.lambert@valmeuse.example", "julien.renard@valmeuse.example"
HELEN, DAVID = "helen.janssens@benefits.example", "david.osei@benefits.example"
FRANK, SOPHIE = "frank.dewilde@ethics-office.example", "sophie.delvaux@valmeuse.example"
PETRA = "petra.lenz@ostweiler.example"
RUTH, INES = "ruth.goossens@audit.example", "ines.vermeulen@compass.example"


@dataclass(frozen=True)
class Visit:
    endpoint: str
    email: str
    path: str
    status: int = 200


VISITS = [
    Visit("home.index", LOTTE, "/"),
    Visit("home.index", SOPHIE, "/"),
    Visit("home.index", RUTH, "/"),
    Visit("home.index", INES, "/"),
    Visit("auth.sign_in", "", "/sign-in"),
    Visit("auth.set_password", "", "/set-password/{link}"),
    Visit("account.index", PETRA, "/account"),
    Visit("account.password", CAMILLE, "/account/password"),
    Visit("projects.index", KARIM, "/projects"),
    Visit("projects.create", KARIM, "/projects/new"),
    Visit("projects.show", KARIM, "/projects/{project}"),
    Visit("projects.show", HELEN, "/projects/{idea}"),
    Visit("projects.show", DAVID, "/projects/{idea}"),
    Visit("reviews.start", DAVID, "/projects/{idea}/reviews/new"),
    Visit("projects.edit", KARIM, "/projects/{project}/edit"),
    Visit("projects.team", KARIM, "/projects/{project}/team"),
    Visit("projects.member", KARIM, "/projects/{project}/team/{member}"),
    Visit("projects.remove", KARIM, "/projects/{project}/team/{member}/remove"),
    Visit("reviews.start", CAMILLE, "/projects/{sealed_project}/reviews/new"),
    Visit("reviews.overview", LOTTE, "/reviews/{draft}"),
    Visit("reviews.overview", CAMILLE, "/reviews/{sealed}"),
    Visit("reviews.overview", PETRA, "/reviews/{german}"),
    Visit("reviews.overview", ELS, "/reviews/{prescan}"),
    Visit("reviews.result", ELS, "/reviews/{prescan}/result"),
    Visit("answers.question", ELS, "/reviews/{prescan}/questions/effect"),
    Visit("reviews.hand_in", LOTTE, "/reviews/{draft}/hand-in"),
    Visit("reviews.delete", JULIEN, "/reviews/{empty}/delete"),
    Visit("reviews.action", HELEN, "/reviews/{english}/actions/{action}"),
    Visit("answers.question", LOTTE, "/reviews/{draft}/questions/{question}"),
    Visit("answers.question", CAMILLE, "/reviews/{sealed}/questions/{question}"),
    Visit("decisions.inbox", FRANK, "/inbox"),
    Visit("decisions.inbox", SOPHIE, "/inbox"),
    Visit("decisions.decide", PETRA, "/reviews/{german}/decision"),
    Visit("decisions.decide", NADIA, "/reviews/{prescan}/decision"),
    Visit("decisions.withdraw", SOPHIE, "/reviews/{sealed}/withdraw"),
    Visit("comparison.index", SOPHIE, "/compare"),
    Visit("comparison.index", PETRA, "/compare?level=4"),
    Visit("comparison.index", FRANK, "/compare?set=compass-prescan/1.0.0"),
    Visit("comparison.question", SOPHIE, "/compare/questions/{question}"),
    Visit("dossiers.register", RUTH, "/dossiers"),
    Visit("dossiers.register", RUTH, "/dossiers?text=nothing-has-this-name"),
    Visit("dossiers.show", CAMILLE, "/reviews/{sealed}/dossier"),
    Visit("dossiers.show", RUTH, "/reviews/{sealed}/dossier"),
    Visit("library.index", FRANK, "/library"),
    Visit("library.upload", FRANK, "/library/new"),
    Visit("library.show", FRANK, "/library/digital-ethics-compass/1.0.0"),
    Visit("library.show", SOPHIE, "/library/every-kind/1.0.0"),
    Visit("library.preview", FRANK, "/library/every-kind/1.0.0/preview"),
    Visit("library.publish", FRANK, "/library/every-kind/1.0.0/publish"),
    Visit("library.withdraw", SOPHIE, "/library/digital-ethics-compass/1.0.0/withdraw"),
    Visit("library.delete", FRANK, "/library/every-kind/1.0.0/delete"),
    Visit("versions.move", HELEN, "/reviews/{english}/move/2.0.0"),
    Visit("versions.carry_over", CAMILLE, "/reviews/{sealed}/carry-over"),
    Visit("versions.carry_over", CAMILLE, "/reviews/{earlier}/carry-over", 409),
    Visit("reviews.overview", CAMILLE, "/reviews/{earlier}"),
    Visit("reviews.overview", ELS, "/reviews/{new_round}"),
    Visit("reviews.delete", ELS, "/reviews/{new_round}/delete"),
    Visit("versions.to_confirm", CAMILLE, "/reviews/{round}/to-confirm"),
    Visit("versions.since", CAMILLE, "/reviews/{round}/since"),
    Visit("versions.compare", FRANK, "/library/digital-ethics-compass/1.0.0...2.0.0"),
    Visit("versions.try_out", FRANK, "/library/digital-ethics-compass/2.0.0/dry-run"),
    Visit("reviews.overview", CAMILLE, "/reviews/{round}"),
    Visit("answers.question", CAMILLE, "/reviews/{round}/questions/{question}"),
    Visit("log.index", RUTH, "/log"),
    Visit("handbook.index", "", "/question-sets"),
    Visit("handbook.show", "", "/question-sets/digital-ethics-compass/1.0.0"),
    Visit("handbook.show", "", "/question-sets/digital-ethics-compass/2.0.0"),
    Visit("handbook.show", "", "/question-sets/compass-prescan/1.0.0"),
    Visit("verification.index", "", "/verify"),
    Visit("verification.state", "", "/verify/{digest}"),
    Visit("verification.state", "", "/verify/" + "0" * 64),
    Visit("admin.users", INES, "/admin/users"),
    Visit("admin.new_user", INES, "/admin/users/new"),
    Visit("admin.user", INES, "/admin/users/{user}"),
    Visit("admin.deactivate", INES, "/admin/users/{user}/deactivate"),
    Visit("admin.reactivate", INES, "/admin/users/{closed}/reactivate"),
    Visit("admin.link", INES, "/admin/users/{user}/link"),
    Visit("admin.organisations", INES, "/admin/organisations"),
    Visit("admin.new_organisation", INES, "/admin/organisations/new"),
    Visit("admin.organisation", INES, "/admin/organisations/{organisation}"),
    Visit("", LOTTE, "/nothing-is-here", 404),
    Visit("", SOPHIE, "/admin/users", 403),
]


@pytest.fixture(scope="module")
def ids(demo, every_kind_folder) -> dict[str, str]:
    demo.call(lambda: _upload_a_draft(every_kind_folder))
    return demo.call(_ids)


def test_no_page_is_forgotten(demo) -> None:
    pages = {rule.endpoint for rule in demo.app.url_map.iter_rules() if "GET" in rule.methods}

    assert pages - FILES == {visit.endpoint for visit in VISITS} - {""}


@pytest.mark.parametrize("page_of", VISITS, ids=lambda each: f"{each.path}-{each.email[:3]}")
def test_a_page_is_accessible_and_silent_and_fits(visit, demo, ids, page_of: Visit) -> None:
    page = visit(demo, page_of.email)

    answer = page.goto(page_of.path.format(**ids))
    faults = {
        (width, scheme): found
        for width in (1280, 390)
        for scheme in ("light", "dark")
        if (found := _faults(page, width, scheme))
    }
    page.set_viewport_size({"width": 320, "height": 800})

    assert answer.status == page_of.status
    assert faults == {}
    assert width_of(page) <= 320
    assert page.problems == []


@pytest.mark.parametrize("letters", ["ours", "of-the-device"])
@pytest.mark.parametrize("locale", ["nl-BE", "fr-BE", "de-BE"])
def test_long_words_break_on_a_phone_in_every_language(
    visit, demo, ids, locale: str, letters: str
) -> None:
    page = visit(demo, locale=locale)
    if letters == "of-the-device":  # as long as ours have not arrived
        page.route("**/*.woff2*", lambda request: request.abort())
    page.set_viewport_size({"width": 320, "height": 800})
    widths = {}

    for path in ["", "/digital-ethics-compass/2.0.0", "/compass-prescan/1.0.0"]:
        page.goto(f"/question-sets{path}")
        widths[path] = width_of(page)

    assert page.get_attribute("html", "lang") == locale[:2]
    assert max(widths.values()) <= 320, widths


def test_letters_of_more_languages_are_ours_too_and_only_who_needs_them_gets_them(visit, demo):
    page, files = visit(demo, locale="fr-BE"), []
    page.on("request", lambda request: files.append(request.url) if ".woff2" in request.url else 0)
    page.goto("/verify")
    width_of(page)
    assert len(files) == 1

    with page.expect_response("**/source-sans-3-ext.woff2*") as letters:
        page.evaluate("document.querySelector('h1').textContent = 'Łukasz Şahin'")

    assert letters.value.ok


@pytest.mark.parametrize("width", [700, 1020, 1100, 1239, 1280])
def test_a_page_keeps_its_margins_on_every_screen(visit, demo, ids, width: int) -> None:
    page = visit(demo, LOTTE)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/reviews/{ids['draft']}")

    box = page.locator("main").bounding_box()

    assert box["x"] >= 15
    assert box["x"] + box["width"] <= width - 15
    assert width_of(page) <= width


def test_on_paper_links_within_the_site_do_not_spell_out_their_address(visit, demo, ids) -> None:
    page = visit(demo, CAMILLE)
    page.goto(f"/reviews/{ids['sealed']}")
    page.emulate_media(media="print")

    after = page.locator("main a.govuk-link").evaluate_all(
        "links => [...new Set(links.map(each => getComputedStyle(each, '::after').content))]"
    )

    assert after == ["none"]


def test_on_paper_folded_guidance_is_open(visit, demo, ids) -> None:
    page = visit(demo, LOTTE)
    page.goto(f"/reviews/{ids['draft']}/questions/{QUESTION}")
    folded = page.locator("details > :not(summary)")
    assert folded.count() == 4

    page.emulate_media(media="print")

    page.wait_for_function(  # what was folded is laid out with the next frame
        "() => [...document.querySelectorAll('details > :not(summary)')].every("
        "each => each.checkVisibility({contentVisibilityAuto: true})"
        " && each.getBoundingClientRect().height > 20)"
    )


@pytest.mark.parametrize(("page_of", "breaks"), [("", "auto"), ("/result", "avoid")])
def test_on_paper_an_outcome_begins_on_the_sheet_of_its_heading(
    visit, demo, ids, page_of: str, breaks: str
) -> None:
    """Only on the page that is made for one sheet do outcomes stay in one piece."""
    page = visit(demo, ELS)
    page.goto(f"/reviews/{ids['prescan']}{page_of}")
    page.emulate_media(media="print")

    found = page.locator(".cp-finding").evaluate_all(
        "each => [...new Set(each.map(one => getComputedStyle(one).breakInside))]"
    )

    assert found == [breaks]


def test_the_wheel_wears_the_colours_of_the_page(visit, demo, ids) -> None:
    """What is drawn for paper may not shine on a dark page."""
    page = visit(demo, LOTTE)
    page.emulate_media(color_scheme="dark")
    page.goto(f"/reviews/{ids['draft']}")

    white = page.locator(".cw [fill='#ffffff']").evaluate_all(
        "parts => parts.filter(each => getComputedStyle(each).fill === 'rgb(255, 255, 255)')"
        ".map(each => each.getAttribute('class'))"
    )

    assert page.locator(".cw-unknown").count() > 0
    assert set(white) <= {"cw-n3", "cw-n4"}


def test_in_forced_colours_the_mark_for_discussion_keeps_its_pill(visit, demo, ids) -> None:
    page = visit(demo, LOTTE)
    page.emulate_media(forced_colors="active")
    page.goto(f"/reviews/{ids['draft']}")

    ink, ground = page.locator(".cp-pill").evaluate(
        "pill => [getComputedStyle(pill).color, getComputedStyle(pill).backgroundColor]"
    )
    around = page.locator(".cw-figure").evaluate("each => getComputedStyle(each).backgroundColor")

    assert ground not in {ink, around}


def _faults(page, width: int, scheme: str) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE)  # not as a script of the page: its policy would refuse it
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{each['id']} {[node['target'] for node in each['nodes'][:3]]}" for each in found]


def _ids() -> dict[str, str]:
    draft, sealed = _review(LOTTE, ReviewState.DRAFT), _review(CAMILLE, ReviewState.SEALED)
    submitted, english = _review(KARIM, ReviewState.SUBMITTED), _review(HELEN, ReviewState.DRAFT)
    german = _review("markus.theissen@ostweiler.example", ReviewState.SUBMITTED)
    member = sa.select(ProjectMember.user_id).where(
        ProjectMember.project_id == submitted.project_id, ProjectMember.role != TeamRole.LEAD
    )
    action = sa.select(Action.id).where(Action.review_id == english.id, Action.done_on.is_(None))
    digest = sa.select(Dossier.digest).where(Dossier.review_id == sealed.id)
    followed = sa.select(Review).where(Review.previous_review_id.is_not(None))
    round_ = db.session.scalars(followed).one()
    closed = db.session.scalars(sa.select(User).where(User.email == TOM)).one()
    closed.is_active = False
    found = {
        "project": submitted.project_id,
        "member": db.session.scalars(member).first(),
        "sealed_project": sealed.project_id,
        "draft": draft.id,
        "sealed": sealed.id,
        "german": german.id,
        "round": round_.id,
        "earlier": round_.previous_review_id,
        "new_round": _next_round(ELS).id,
        "empty": _review(JULIEN, ReviewState.DRAFT).id,
        "prescan": _prescan().id,
        "idea": _without_reviews(),
        "english": english.id,
        "action": db.session.scalars(action).first(),
        "question": QUESTION,
        "digest": db.session.scalars(digest).first(),
        "user": submitted.created_by,
        "closed": closed.id,
        "organisation": _organisation_of(submitted),
        "link": _password_link(),
    }
    db.session.commit()
    assert None not in found.values()
    return {name: str(value) for name, value in found.items()}


def _upload_a_draft(folder: Path) -> None:
    frank = db.session.scalars(sa.select(User.id).where(User.email == FRANK)).one()
    publication.upload(
        db.session,
        load_folder(folder),
        by=load_actor(db.session, frank),
        now=dt.datetime.now(dt.UTC),
    )
    db.session.commit()


def _next_round(lead: str) -> Review:
    """One in which nobody did anything yet."""
    user = db.session.scalars(sa.select(User.id).where(User.email == lead)).one()
    previous = reviews.load_review(db.session, _review(lead, ReviewState.SEALED).id)
    return moves.carry_over(
        db.session,
        previous,
        question_sets.get_version(db.session, previous.set_version.set_id, "2.0.0"),
        title="Derde ronde",
        by=load_actor(db.session, user),
        now=dt.datetime.now(dt.UTC),
    )


def _prescan() -> Review:
    """One that waits for a decision."""
    query = (
        sa.select(Review)
        .join(QuestionSetVersion, QuestionSetVersion.id == Review.set_version_id)
        .where(
            QuestionSetVersion.set_id == "compass-prescan", Review.state == ReviewState.SUBMITTED
        )
    )
    return db.session.scalars(query).one()


def _without_reviews() -> uuid.UUID:
    query = sa.select(Project.id).where(~sa.exists().where(Review.project_id == Project.id))
    return db.session.scalars(query).one()


def _review(lead: str, state: ReviewState) -> Review:
    """One without a next round."""
    followed = sa.select(Review.previous_review_id).where(Review.previous_review_id.is_not(None))
    query = (
        sa.select(Review)
        .join(ProjectMember, ProjectMember.project_id == Review.project_id)
        .join(User, User.id == ProjectMember.user_id)
        .where(User.email == lead, ProjectMember.role == TeamRole.LEAD, Review.state == state)
        .where(Review.id.not_in(followed))
        .order_by(Review.created_at)
    )
    return db.session.scalars(query).first()


def _organisation_of(review: Review):
    return db.session.get_one(Project, review.project_id).organisation_id


def _password_link() -> str:
    now = dt.datetime.now(dt.UTC)
    user = accounts.create_user(
        db.session, email="new@compass.example", name="New", language="de", by=None, now=now
    )
    return accounts.issue_password_token(db.session, user, by=None, now=now)
