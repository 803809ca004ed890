"""Forms about projects and their teams."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import DataRequired, Length

from compass.core.workflow import ProjectPhase, TeamRole
from compass.web.choices import SelectChoice
from compass.web.text_fields import EmailField, StringField, TextAreaField, trimmed
from compass.web.words import PHASES, TEAM_ROLES


class ProjectForm(FlaskForm):
    organisation = SelectField(
        _l("Organisation"), validators=[DataRequired(_l("Choose an organisation."))]
    )
    name = StringField(
        _l("Name of the project"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Enter a name.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
    )
    reference = StringField(
        _l("Reference"),
        description=_l("A file number or code of your own. You may leave this empty."),
        filters=[trimmed],
        validators=[Length(max=80, message=_l("Use at most 80 characters."))],
    )
    phase = SelectField(
        _l("Phase"),
        choices=[SelectChoice(value=phase.value, label=PHASES[phase]) for phase in ProjectPhase],
        default=ProjectPhase.IDEA.value,
    )
    summary = TextAreaField(
        _l("What is it about?"),
        description=_l("Which service is it, for whom, and what is digital about it?"),
        filters=[trimmed],
        validators=[Length(max=10_000, message=_l("Use at most 10,000 characters."))],
    )

    def __init__(self, organisations: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.organisation.choices = [
            SelectChoice(value=key, label=name) for key, name in organisations
        ]


class MemberForm(FlaskForm):
    email = EmailField(
        _l("E-mail address"),
        description=_l("Of a colleague with an account in the same organisation."),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Enter an e-mail address.")),
            Length(max=254, message=_l("Use at most 254 characters.")),
        ],
    )
    role = SelectField(
        _l("Role"),
        choices=[SelectChoice(value=role.value, label=TEAM_ROLES[role]) for role in TeamRole],
        default=TeamRole.CONTRIBUTOR.value,
    )


class RoleForm(FlaskForm):
    role = SelectField(
        _l("Role"),
        choices=[SelectChoice(value=role.value, label=TEAM_ROLES[role]) for role in TeamRole],
    )
