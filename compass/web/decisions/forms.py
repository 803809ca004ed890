"""The officer's forms: a decision with its conditions, a message back, a withdrawal."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, FieldList, Form, FormField, RadioField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from compass.core.workflow import Outcome
from compass.services.decisions import ConditionToMeet
from compass.web.choices import SelectChoice
from compass.web.current import today
from compass.web.days import DayField
from compass.web.text_fields import StringField, TextAreaField, trimmed
from compass.web.words import OUTCOMES

_LONG = Length(max=10_000, message=_l("Use at most 10,000 characters."))
ROWS, MOST_ROWS = 3, 100


class ConditionForm(Form):
    """One row. All of it, or nothing of it, is filled in."""

    what = StringField(
        _l("What?"),
        filters=[trimmed],
        validators=[Length(max=2_000, message=_l("Use at most 2,000 characters."))],
    )
    who = StringField(
        _l("Who?"),
        filters=[trimmed],
        validators=[Length(max=200, message=_l("Use at most 200 characters."))],
    )
    due = DayField(_l("By when?"), validators=[Optional()])

    @property
    def is_empty(self) -> bool:
        return not (self.what.data or self.who.data or any(self.due.raw_data or ()))

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        if self.is_empty:
            return is_valid
        missing = {
            "what": _("Enter what must be done."),
            "who": _("Enter who does it."),
            "due": _("Enter a date."),
        }
        for name, message in missing.items():
            field = self[name]
            if not field.data and not field.errors:
                field.errors = [message]
                is_valid = False
        return is_valid


class DecisionForm(FlaskForm):
    outcome = RadioField(
        _l("Decision"),
        choices=[SelectChoice(value=outcome.value, label=OUTCOMES[outcome]) for outcome in Outcome],
        validators=[DataRequired(_l("Choose a decision."))],
    )
    reason = TextAreaField(
        _l("Reason"),
        description=_l("Why do you decide like this? The dossier prints it."),
        filters=[trimmed],
        validators=[DataRequired(_l("Enter the reason.")), _LONG],
    )
    conditions = FieldList(FormField(ConditionForm), min_entries=ROWS, max_entries=MOST_ROWS)
    valid_until = DayField(
        _l("Valid until"),
        description=_l("After this date the decision has expired. You may leave this empty."),
        validators=[Optional()],
    )
    triggers = TextAreaField(
        _l("What calls for a new review?"),
        description=_l("For example: other data, another group of people, a new supplier."),
        filters=[trimmed],
        validators=[_LONG],
    )
    read_all = BooleanField(
        _l("I have read every answer of this review."),
        validators=[DataRequired(_l("Confirm that you have read every answer."))],
    )
    took_no_part = BooleanField(
        _l("I took no part in the project or in its answers."),
        validators=[DataRequired(_l("Confirm that you took no part."))],
    )
    is_mine_to_take = BooleanField(
        _l("I may take this decision for the organisation."),
        validators=[DataRequired(_l("Confirm that you may take this decision."))],
    )

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        if self.conditions.errors:  # the summary lists fields: it needs one to point at
            self.outcome.errors = [*self.outcome.errors, _("Complete the conditions below.")]
        return is_valid

    @property
    def takes_more_conditions(self) -> bool:
        return len(self.conditions) < MOST_ROWS

    @property
    def chosen(self) -> Outcome:
        return Outcome(self.outcome.data)

    @property
    def conditions_to_meet(self) -> tuple[ConditionToMeet, ...]:
        rows = [row.form for row in self.conditions if not row.form.is_empty]
        return tuple(
            ConditionToMeet(row.what.data, row.who.data, row.due.data)
            for row in rows
            if row.due.data is not None
        )

    def validate_outcome(self, field: RadioField) -> None:
        has_conditions = any(not row.form.is_empty for row in self.conditions)
        needs_conditions = field.data == Outcome.GO_WITH_CONDITIONS
        if needs_conditions and not has_conditions:
            raise ValidationError(_("Enter at least one condition, or choose another decision."))
        if has_conditions and not needs_conditions:
            name = OUTCOMES[Outcome.GO_WITH_CONDITIONS]
            raise ValidationError(_("Choose “%(outcome)s”, or empty the conditions.", outcome=name))

    def validate_valid_until(self, field: DateField) -> None:
        if field.data is not None and field.data < today():
            raise ValidationError(_("Enter a date that is not in the past."))


class HandBackForm(FlaskForm):
    message = TextAreaField(
        _l("Message to the team"),
        description=_l("What should change, and why? The team sees it on top of the review."),
        filters=[trimmed],
        validators=[DataRequired(_l("Enter a message.")), _LONG],
    )


class WithdrawForm(FlaskForm):
    reason = TextAreaField(
        _l("Why is the decision withdrawn?"),
        description=_l("Whoever verifies the dossier reads that it was withdrawn."),
        filters=[trimmed],
        validators=[DataRequired(_l("Enter the reason.")), _LONG],
    )
