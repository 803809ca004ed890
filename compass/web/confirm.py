"""Pages that ask once more before something is done."""

from flask_wtf import FlaskForm


class ConfirmForm(FlaskForm):
    """Nothing but the token."""
