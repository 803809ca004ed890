"""The field for a day: browsers without a calendar of their own send what people typed."""

from collections.abc import Sequence

from flask_babel import gettext as _
from wtforms import DateField


class DayField(DateField):
    def process_formdata(self, valuelist: Sequence[str]) -> None:
        try:
            super().process_formdata(list(valuelist))
        except ValueError:
            raise ValueError(_("Enter a date, for example 2026-03-31.")) from None
