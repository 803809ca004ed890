"""Forms about accounts and organisations."""

from collections.abc import Iterable
from itertools import product

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, Length, Regexp

from compass.core.workflow import OrganisationRole
from compass.db.queries.accounts import OrganisationRow
from compass.services.errors import InvalidTextError, LastAdministratorError, TakenError
from compass.web.choices import SelectChoice
from compass.web.filters import LANGUAGE_NAMES
from compass.web.text_fields import EmailField, StringField, trimmed
from compass.web.words import ORGANISATION_ROLES


class UserForm(FlaskForm):
    name = StringField(
        _l("Name"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Enter a name.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    email = EmailField(
        _l("E-mail address"),
        description=_l("To sign in with. Nothing is sent to it."),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Enter an e-mail address.")),
            Length(max=254, message=_l("Use at most 254 characters.")),
            Regexp(
                r"[^@\s]+@[^@\s]+\.[^@\s]+\Z",
                message=_l("Enter an e-mail address, such as name@example.org."),
            ),
        ],
        render_kw={"autocomplete": "off"},
    )
    language = SelectField(
        _l("Language of the pages"),
        choices=[SelectChoice(value=code, label=name) for code, name in LANGUAGE_NAMES.items()],
    )
    is_administrator = BooleanField(
        _l("Administrator: manages accounts and organisations, reads no reviews")
    )
    roles = SelectMultipleField(_l("Roles in organisations"))

    def __init__(self, organisations: Iterable[OrganisationRow], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.roles.choices = [
            SelectChoice(value=f"{row.id}:{role}", label=ORGANISATION_ROLES[role])
            for row, role in product(organisations, OrganisationRole)
        ]

    def refuse(self, error: Exception) -> None:
        """Put what a service refused at its field, in words."""
        match error:
            case TakenError():
                self.email.errors = [_("There is an account with this address already.")]
            case LastAdministratorError():
                words = _("Make somebody else an administrator first: at least one is needed.")
                self.is_administrator.errors = [words]
            case InvalidTextError():
                self[error.field].errors = [_("Remove the characters that cannot be printed.")]


class OrganisationForm(FlaskForm):
    name = StringField(
        _l("Name of the organisation"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Enter a name.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )

    def refuse(self, error: Exception) -> None:
        is_taken = isinstance(error, TakenError)
        self.name.errors = [
            _("There is an organisation with this name already.")
            if is_taken
            else _("Remove the characters that cannot be printed.")
        ]
