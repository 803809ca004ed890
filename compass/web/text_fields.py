"""Fields of forms whose data is always a text: where nothing was sent, the empty one."""

import wtforms


def _as_text(field: wtforms.Field, value: object) -> None:
    field.data = "" if value is None else str(value)


def trimmed(text: str | None) -> str:
    """A filter of a field: without white space around."""
    return (text or "").strip()


class StringField(wtforms.StringField):
    data: str
    process_data = _as_text


class TextAreaField(wtforms.TextAreaField):
    data: str
    process_data = _as_text


class EmailField(wtforms.EmailField):
    data: str
    process_data = _as_text


class PasswordField(wtforms.PasswordField):
    data: str
    process_data = _as_text


class HiddenField(wtforms.HiddenField):
    data: str
    process_data = _as_text
