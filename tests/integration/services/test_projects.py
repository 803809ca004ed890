"""Projects and their teams."""

import pytest
import sqlalchemy as sa

from compass.core.workflow import OrganisationRole, ProjectPhase, TeamRole
from compass.db.models import Event
from compass.db.queries.projects import list_team
from compass.services import organisations, projects
from compass.services.errors import (
    InvalidTextError,
    LastLeadError,
    NotAColleagueError,
    NotAllowedError,
)


def team(world, project):
    return {row.name: row.role for row in list_team(world.session, project.id)}


def test_who_makes_a_project_leads_it(world, city):
    project = world.project(city, "Carl")

    assert team(world, project) == {"Carl": TeamRole.LEAD}
    assert world.actor("Carl").projects == {project.id: TeamRole.LEAD}


@pytest.mark.parametrize("name", ["Aldo", "Hilde"])
def test_only_members_of_the_organisation_make_projects(world, city, harbour, name):
    with pytest.raises(NotAllowedError):
        world.project(city, name)


def test_an_inactive_organisation_takes_no_new_projects(world, city):
    city.is_active = False

    with pytest.raises(NotAllowedError):
        world.project(city, "Lea")


def test_only_a_lead_changes_the_project(world, project):
    facts = {"name": "Parking 2", "reference": "P", "summary": "", "phase": ProjectPhase.BUILD}

    projects.update_project(world.session, project, **facts, by=world.actor("Lea"), now=world.now)

    assert (project.name, project.phase) == ("Parking 2", ProjectPhase.BUILD)
    with pytest.raises(NotAllowedError):
        projects.update_project(
            world.session, project, **facts, by=world.actor("Carl"), now=world.now
        )


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "empty"), ("x" * 201, "too-long"), ("a\u202eb", "forbidden-character")],
)
def test_a_name_is_a_text_that_can_be_read(world, city, name, code):
    with pytest.raises(InvalidTextError) as refused:
        world.project(city, "Lea", name=name)

    assert refused.value.code == code


def test_only_colleagues_join_a_team(world, harbour, project):
    with pytest.raises(NotAColleagueError):
        world.join(project, "Hilde", TeamRole.VIEWER)


def test_a_deactivated_colleague_does_not_join(world, project, city):
    world.user("Old", city, OrganisationRole.MEMBER).is_active = False

    with pytest.raises(NotAColleagueError):
        world.join(project, "Old", TeamRole.VIEWER)


def test_a_project_keeps_a_lead(world, project):
    with pytest.raises(LastLeadError):
        world.leave(project, "Lea")
    with pytest.raises(LastLeadError):
        world.join(project, "Lea", TeamRole.VIEWER)

    world.join(project, "Carl", TeamRole.LEAD)
    world.leave(project, "Lea")
    assert team(world, project) == {"Carl": TeamRole.LEAD, "Vera": TeamRole.VIEWER}


def test_who_left_can_come_back(world, project):
    world.leave(project, "Carl")
    assert "Carl" not in team(world, project)

    world.join(project, "Carl", TeamRole.VIEWER)
    assert team(world, project)["Carl"] is TeamRole.VIEWER


def test_every_change_of_the_team_is_logged(world, project):
    world.join(project, "Carl", TeamRole.LEAD)
    world.join(project, "Carl", TeamRole.LEAD)  # no change, no event
    world.leave(project, "Carl")

    query = sa.select(Event.kind).where(Event.project_id == project.id).order_by(Event.id)
    assert world.session.scalars(query).all() == [
        "project-created",
        "member-added",
        "member-added",
        "member-changed",
        "member-removed",
    ]


def test_people_see_their_own_projects_and_officers_those_of_the_organisation(
    world, city, harbour, project
):
    world.project(harbour, "Hilde", name="Cranes")

    def names(name, **filters):
        page = projects.list_my_projects(world.session, world.actor(name), **filters)
        return [row.name for row in page.rows]

    assert names("Vera") == ["Parking"]
    assert names("Oda") == ["Parking"]
    assert names("Aldo") == []
    assert names("Hugo") == ["Cranes"]
    assert names("Hugo", organisation_id=city.id) == []
    assert names("Oda", text="prk") == ["Parking"]
    assert names("Oda", text="_") == []
    assert names("Oda", phase=ProjectPhase.ENDED) == []


def test_the_list_says_role_and_latest_review(world, project, version):
    world.review(project, version, title="One")
    world.later(days=1)
    world.review(project, version, title="Two")

    [row] = projects.list_my_projects(world.session, world.actor("Carl")).rows

    assert (row.role, row.reviews, row.latest.title) == (TeamRole.CONTRIBUTOR, 2, "Two")


def test_a_long_list_comes_in_pages_with_the_total(world, city):
    for number in range(53):
        world.project(city, "Lea", name=f"Project {number:02}")

    first = projects.list_my_projects(world.session, world.actor("Lea"))
    last = projects.list_my_projects(world.session, world.actor("Lea"), page=99)

    assert (len(first.rows), first.total, first.last) == (50, 53, 2)
    assert [row.name for row in last.rows] == ["Project 50", "Project 51", "Project 52"]
    assert (last.number, last.first_row, last.last_row) == (2, 51, 53)


def test_roles_are_exactly_what_was_set(world, city):
    nina = world.user("Nina", city, OrganisationRole.MEMBER)

    organisations.set_organisation_roles(
        world.session,
        nina,
        city,
        roles={OrganisationRole.OFFICER, OrganisationRole.AUDITOR},
        by=None,
        now=world.now,
    )

    assert world.actor("Nina").organisations == {
        city.id: frozenset({OrganisationRole.OFFICER, OrganisationRole.AUDITOR})
    }
    last = sa.select(Event.kind, Event.subject_id).order_by(Event.id.desc()).limit(3)
    assert set(world.session.execute(last).all()) == {
        ("role-revoked", f"{nina.id}:member"),
        ("role-granted", f"{nina.id}:officer"),
        ("role-granted", f"{nina.id}:auditor"),
    }
