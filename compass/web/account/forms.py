"""The form with which somebody changes their own password."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from compass.web.auth.forms import LONGEST_PASSWORD, PasswordForm


class ChangePasswordForm(PasswordForm):
    current = PasswordField(
        _l("Current password"),
        [InputRequired(_l("Enter your current password.")), Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )
