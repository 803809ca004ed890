"""What the buttons in a question's form make of its answer: taken back, reordered, put back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from compass.core.answers import AnswerStatus
from compass.core.items import item_text
from compass.web.answers.entry import Entry
from compass.web.answers.kept import Kept


class Asked(Protocol):
    """A page that asks a question."""

    @property
    def kept(self) -> Kept: ...


def changed(page: Asked, entry: Entry, command: str, subject: str) -> Entry:
    """As it was sent where the button is about something else."""
    change = _CHANGES.get(command)
    return change(page, entry, subject) if change else entry


def changes_answer(command: str) -> bool:
    return command in _CHANGES


def _cleared(page: Asked, entry: Entry, _subject: str) -> Entry:
    return replace(entry, answer=replace(entry.answer, status=None, value=None))


def _put_back(page: Asked, entry: Entry, subject: str) -> Entry:
    """An item that was taken off the list, under its old id: its answers count again."""
    back = [item_text(one.item) for one in page.kept.items if one.item.id == subject]
    if not back:
        return entry
    value = (*entry.listed, *back)
    return replace(entry, answer=replace(entry.answer, status=AnswerStatus.ANSWERED, value=value))


def _former(page: Asked, entry: Entry, _subject: str) -> Entry:
    """The answer that hid nothing; what is explained beside it stays as it was just sent."""
    former = page.kept.former
    if former is None:
        return entry
    reason = former.reason or entry.answer.reason
    answer = replace(entry.answer, status=former.status, value=former.value, reason=reason)
    return replace(entry, answer=answer)


def _up(page: Asked, entry: Entry, subject: str) -> Entry:
    return _moved(entry, subject, by=-1)


def _down(page: Asked, entry: Entry, subject: str) -> Entry:
    return _moved(entry, subject, by=1)


def _moved(entry: Entry, subject: str, *, by: int) -> Entry:
    """One option of a ranking a place further."""
    listed = list(entry.listed)
    if subject not in listed:
        return entry
    at = listed.index(subject)
    to = min(max(at + by, 0), len(listed) - 1)
    listed[at], listed[to] = listed[to], listed[at]
    return replace(entry, answer=replace(entry.answer, value=tuple(listed)))


_CHANGES: Mapping[str, Callable[[Asked, Entry, str], Entry]] = MappingProxyType(
    {"clear": _cleared, "put-back": _put_back, "undo": _former, "up": _up, "down": _down}
)
