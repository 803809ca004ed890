"""What forms say of characters that no text of people may hold."""

from flask_babel import gettext as _
from wtforms import Field, Form
from wtforms.validators import StopValidation

from compass.core.characters import forbidden_in_answer


def printable(_form: Form, field: Field) -> None:
    if forbidden_in_answer(field.data or ""):
        raise StopValidation(_("Remove the characters that cannot be printed."))
