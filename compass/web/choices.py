"""The choices of a field: a class of WTForms that the types published for it do not know yet."""

from typing import Any

from wtforms.fields import choices

SelectChoice: Any = choices.SelectChoice  # type: ignore[attr-defined]  # newer than its types
