"""The table of rights, written out a second time, by role."""

import uuid

import pytest

from compass.core.workflow import OrganisationRole, TeamRole
from compass.db.models import Project
from compass.services.actors import Actor
from compass.services.errors import NotAllowedError
from compass.services.permissions import RULES, Right, may, organisations_with, require

HERE, ELSEWHERE = uuid.uuid4(), uuid.uuid4()
PROJECT = Project(id=uuid.uuid4(), organisation_id=HERE)

EXPECTED = {
    TeamRole.LEAD: {
        Right.PROJECT_VIEW, Right.PROJECT_EDIT, Right.REVIEW_START, Right.REVIEW_VIEW,
        Right.ANSWER, Right.HAND_IN, Right.RECALL, Right.DELETE_DRAFT, Right.DOSSIER_ISSUE,
        Right.DOSSIER_VIEW, Right.MOVE,
    },
    TeamRole.CONTRIBUTOR: {
        Right.PROJECT_VIEW, Right.REVIEW_VIEW, Right.ANSWER, Right.DOSSIER_ISSUE,
        Right.DOSSIER_VIEW,
    },
    TeamRole.VIEWER: {Right.PROJECT_VIEW, Right.REVIEW_VIEW, Right.DOSSIER_VIEW},
    OrganisationRole.MEMBER: {Right.PROJECT_CREATE},
    OrganisationRole.OFFICER: {
        Right.PROJECT_VIEW, Right.REVIEW_VIEW, Right.DECIDE, Right.COMPARE, Right.DOSSIER_ISSUE,
        Right.DOSSIER_VIEW, Right.REGISTER, Right.LOG_VIEW, Right.WITHDRAW,
        Right.LIBRARY,
    },
    OrganisationRole.AUDITOR: {Right.DOSSIER_VIEW, Right.REGISTER, Right.LOG_VIEW},
}  # fmt: skip


def person(role=None, *, organisation=HERE, project=PROJECT.id, is_administrator=False):
    is_team = isinstance(role, TeamRole)
    return Actor(
        id=uuid.uuid4(),
        name="Someone",
        email="someone@example.org",
        language="en",
        is_administrator=is_administrator,
        organisations={organisation: frozenset({role})} if role and not is_team else {},
        projects={project: role} if is_team else {},
    )


@pytest.mark.parametrize("role", EXPECTED, ids=str)
@pytest.mark.parametrize("right", Right, ids=str)
def test_each_role_has_exactly_its_rights(role, right):
    assert may(person(role), right, project=PROJECT) is (right in EXPECTED[role])


@pytest.mark.parametrize("role", EXPECTED, ids=str)
@pytest.mark.parametrize("right", Right, ids=str)
def test_no_role_reaches_into_another_organisation_or_project(role, right):
    stranger = person(role, organisation=ELSEWHERE, project=uuid.uuid4())

    assert not may(stranger, right, project=PROJECT)
    assert not may(stranger, right, organisation_id=HERE)
    with pytest.raises(NotAllowedError):
        require(stranger, right, project=PROJECT)


@pytest.mark.parametrize("right", sorted(set(Right) - {Right.ADMINISTER}), ids=str)
def test_an_administrator_reads_and_decides_nothing(right):
    administrator = person(is_administrator=True)

    assert not may(administrator, right, project=PROJECT)
    assert not may(administrator, right)


@pytest.mark.parametrize("role", EXPECTED, ids=str)
def test_only_an_administrator_administers(role):
    assert may(person(is_administrator=True), Right.ADMINISTER)
    assert not may(person(role), Right.ADMINISTER)
    assert not may(person(role), Right.ADMINISTER, project=PROJECT)


@pytest.mark.parametrize("role", EXPECTED, ids=str)
def test_a_right_anywhere_opens_the_page_that_lists(role):
    for right in Right:
        assert may(person(role), right) is (right in EXPECTED[role])


def test_lists_are_narrowed_to_the_organisations_of_the_role():
    officer = person(OrganisationRole.OFFICER)

    assert organisations_with(officer, Right.COMPARE) == (HERE,)
    assert organisations_with(officer, Right.PROJECT_CREATE) == ()


def test_every_right_has_a_rule():
    assert set(RULES) == set(Right)
