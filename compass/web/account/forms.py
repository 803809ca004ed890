"""The form with which somebody changes their own password."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Length

from compass.services.passwords import MAX_LENGTH
from compass.web.auth.forms import PasswordForm
from compass.web.text_fields import PasswordField


class ChangePasswordForm(PasswordForm):
    current = PasswordField(
        _l("Current password"),
        [InputRequired(_l("Enter your current password.")), Length(max=MAX_LENGTH)],
        render_kw={"autocomplete": "current-password"},
    )
