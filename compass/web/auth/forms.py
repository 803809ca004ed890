"""The forms of signing in."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import EqualTo, InputRequired, Length

from compass.services.passwords import MAX_LENGTH
from compass.web.text_fields import EmailField, PasswordField


class SignInForm(FlaskForm):
    email = EmailField(
        _l("E-mail address"),
        [InputRequired(_l("Enter your e-mail address.")), Length(max=254)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Enter your password.")), Length(max=MAX_LENGTH)],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordForm(FlaskForm):
    password = PasswordField(
        _l("New password"),
        [InputRequired(_l("Enter a password.")), Length(max=MAX_LENGTH)],
        description=_l("At least 12 characters. A few words that belong together only for you."),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("The same password again"),
        [EqualTo("password", _l("Enter the same password twice."))],
        render_kw={"autocomplete": "new-password"},
    )

    def words(self, code: str) -> str:
        """What is wrong with a password, in words."""
        return {
            "too-short": _("Use at least 12 characters."),
            "too-long": _("Use at most 200 characters."),
        }.get(code, _("This password is too easy to guess."))
