"""Forms about a review as a whole, and about one of its actions."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import DataRequired, Length, Optional

from compass.web.choices import SelectChoice
from compass.web.days import DayField
from compass.web.filters import LANGUAGE_NAMES
from compass.web.printable import printable
from compass.web.text_fields import StringField, TextAreaField, trimmed


class StartForm(FlaskForm):
    set_version = RadioField(
        _l("Which questions?"),
        validators=[DataRequired(_l("Choose a question set."))],
    )
    title = StringField(
        _l("Name of this review"),
        description=_l("For example: Spring 2026, first round."),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Enter a name.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
    )
    language = SelectField(
        _l("Language of your answers"),
        description=_l("Everybody reads the questions in their own language."),
        choices=[SelectChoice(value=code, label=name) for code, name in LANGUAGE_NAMES.items()],
        validators=[DataRequired(_l("Choose a language."))],
    )


class HandInForm(FlaskForm):
    confirmed = BooleanField(
        _l("Yes, hand in with these questions open"),
        validators=[DataRequired(_l("Confirm that you hand in with questions open."))],
    )


class ActionForm(FlaskForm):
    what = TextAreaField(
        _l("What will be done?"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Enter what will be done.")),
            Length(max=2_000, message=_l("Use at most 2,000 characters.")),
            printable,
        ],
    )
    who = StringField(
        _l("Who?"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Enter who does it.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
            printable,
        ],
    )
    due = DayField(_l("By when?"), validators=[Optional()])
    done_on = DayField(
        _l("Done on"),
        description=_l("Leave this empty as long as it is not done."),
        validators=[Optional()],
    )


class DoneForm(FlaskForm):
    """After the hand-in only this about an action can change."""

    done_on = DayField(
        _l("Done on"),
        description=_l("Leave this empty as long as it is not done."),
        validators=[Optional()],
    )
