"""Actions and evidence typed beside an answer: what was filled in is kept with any button."""

import datetime as dt
from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import Length, Optional, ValidationError

from compass.services.measures import is_web_address
from compass.web.days import DayField
from compass.web.printable import printable
from compass.web.text_fields import StringField, trimmed

_SHORT = Length(max=200, message=_l("Use at most 200 characters."))
_LONG = Length(max=2_000, message=_l("Use at most 2,000 characters."))


class ItemsForm(Form):
    evidence_title = StringField(filters=[trimmed], validators=[_SHORT, printable])
    evidence_url = StringField(filters=[trimmed], validators=[_LONG, printable])
    action_what = StringField(filters=[trimmed], validators=[_LONG, printable])
    action_who = StringField(filters=[trimmed], validators=[_SHORT, printable])
    action_due = DayField(validators=[Optional()])

    def __init__(self, data: MultiDict[str, str], *, command: str) -> None:
        super().__init__(data)
        names = ("evidence_title", "evidence_url")
        self.has_evidence = command == "add-evidence" or _any(self, *names)
        self.has_action = command == "add-action" or _any(self, "action_what", "action_who")

    def validate_evidence_title(self, field: StringField) -> None:
        if self.has_evidence and not field.data:
            raise ValidationError(_("Enter a name for the evidence."))

    def validate_evidence_url(self, field: StringField) -> None:
        if self.has_evidence and not is_web_address(field.data):
            raise ValidationError(_("Enter a link that starts with https:// or http://."))

    def validate_action_what(self, field: StringField) -> None:
        if self.has_action and not field.data:
            raise ValidationError(_("Enter what will be done."))

    def validate_action_who(self, field: StringField) -> None:
        if self.has_action and not field.data:
            raise ValidationError(_("Enter who does it."))

    @property
    def due(self) -> dt.date | None:
        due: dt.date | None = self["action_due"].data
        return due

    @property
    def typed(self) -> Mapping[str, str]:
        return {name: (field.raw_data or [""])[0] for name, field in self._fields.items()}

    @property
    def messages(self) -> Mapping[str, str]:
        return {field.name: str(field.errors[0]) for field in self if field.errors}


def _any(form: Form, *names: str) -> bool:
    return any(form[name].data for name in names)
