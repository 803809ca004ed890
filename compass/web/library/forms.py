"""The forms of the library: a ZIP file, a note, a reason."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField
from wtforms.validators import DataRequired, Length

from compass.web.text_fields import HiddenField, TextAreaField, trimmed

_LONG = Length(max=10_000, message=_l("Use at most 10,000 characters."))


class UploadForm(FlaskForm):
    archive = FileField(
        _l("ZIP file"),
        description=_l("The folder of one version: set.yaml and a file for each language."),
        validators=[FileRequired(_l("Choose a file."))],
    )


class PublishForm(FlaskForm):
    digest = HiddenField()  # of what the officer sees: it may be replaced meanwhile
    note = TextAreaField(
        _l("What is new in this version?"),
        description=_l("Everybody can read this note. Do not enter personal data."),
        filters=[trimmed],
        validators=[DataRequired(_l("Enter a note.")), _LONG],
    )
    is_sure = BooleanField(
        _l("I have tried it as a team does. I know that a published version stays as it is."),
        validators=[DataRequired(_l("Confirm that you want to publish this version."))],
    )


class WithdrawForm(FlaskForm):
    reason = TextAreaField(
        _l("Why is this version withdrawn?"),
        description=_l("Everybody can read this reason. Do not enter personal data."),
        filters=[trimmed],
        validators=[DataRequired(_l("Enter the reason.")), _LONG],
    )
    is_sure = BooleanField(
        _l("I know that no new review can start with this version, and that this stays so."),
        validators=[DataRequired(_l("Confirm that you want to withdraw this version."))],
    )
