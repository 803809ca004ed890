"""What the fields of a question show: the stored answer, or what was just sent and not accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from compass.core.answers import Answer, AnswerStatus
from compass.core.items import Item, items_of
from compass.core.values import option_of, other_text
from compass.web.answers.fields import new_item_id
from compass.web.answers.forms import MARKERS, AnswerForm

SPARE = 3  # empty fields of a list
_MARKER_OF = {status: marker for marker, status in MARKERS.items()}


@dataclass(frozen=True)
class Entry:
    version: int = 0
    answer: Answer = field(default_factory=Answer)
    is_flagged: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def chosen(self) -> str:
        """The radio button that is on."""
        value = self.answer.value
        marker = _MARKER_OF.get(self.answer.status or AnswerStatus.ANSWERED, "")
        return marker or (option_of(value) if isinstance(value, str) else "")

    @property
    def instead(self) -> str:
        return _MARKER_OF.get(self.answer.status or AnswerStatus.ANSWERED, "")

    @property
    def chosen_options(self) -> tuple[str, ...]:
        return tuple(option_of(option) for option in self.listed)

    @property
    def listed(self) -> tuple[str, ...]:
        return self.answer.value if isinstance(self.answer.value, tuple) else ()

    @property
    def parts(self) -> Mapping[str, str]:
        """What was chosen for each row of a table, or for the two sides of a risk."""
        return self.answer.value if isinstance(self.answer.value, Mapping) else {}

    @property
    def items(self) -> tuple[Item, ...]:
        return items_of(self.answer.value)

    @property
    def spare_items(self) -> tuple[str, ...]:
        """Ids for new items, made with the page: saved twice, a new item is still one."""
        return tuple(new_item_id() for _ in range(SPARE))

    @property
    def other(self) -> str:
        """What stands after *other, namely*."""
        value = self.answer.value
        chosen = (value,) if isinstance(value, str) else self.listed
        return next((text for text in map(other_text, chosen) if text), "")

    @property
    def typed(self) -> str:
        return self.answer.value if isinstance(self.answer.value, str) else ""


def entry_of(form: AnswerForm) -> Entry:
    return Entry(
        version=form["version"].data or 0,
        answer=form.answer(),
        is_flagged=bool(form["is_flagged"].data),
        errors={field.name: str(field.errors[0]) for field in form if field.errors},
    )
