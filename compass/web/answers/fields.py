"""Fields whose value comes from several inputs: parts of a table, lists, and *other, namely*."""

import secrets
from collections.abc import Iterator, Sequence
from typing import Protocol, cast

from wtforms import Field

from compass.core.items import ITEM_ID, Item, item_text
from compass.core.values import OTHER, OTHER_PREFIX

Data = str | list[str] | dict[str, str]


class Sent(Protocol):
    """The inputs of a form, as WTForms hands them on."""

    def __iter__(self) -> Iterator[str]: ...
    def getlist(self, name: str, /) -> list[str]: ...


class SeveralInputs(Field):
    """Reads ``<name>`` and every ``<name>-<part>`` of what was sent."""

    def process(
        self, formdata: object, data: object = None, extra_filters: Sequence[object] | None = None
    ) -> None:
        self.process_errors: list[str] = []
        sent = cast("Sent | None", formdata)
        self.data: Data = self.read(self._texts(sent), self._parts(sent))

    def read(self, texts: list[str], parts: dict[str, str]) -> Data:
        raise NotImplementedError

    def _texts(self, sent: Sent | None) -> list[str]:
        return [text.strip() for text in sent.getlist(self.name)] if sent else []

    def _parts(self, sent: Sent | None) -> dict[str, str]:
        if not sent:
            return {}
        start = f"{self.name}-"
        names = [name for name in sent if name.startswith(start)]
        return {name.removeprefix(start): sent.getlist(name)[0].strip() for name in names}


class PartsField(SeveralInputs):
    """A mapping; parts that are still open are left out."""

    def read(self, texts: list[str], parts: dict[str, str]) -> Data:
        return {part: value for part, value in parts.items() if value}


class RankingField(SeveralInputs):
    """One input for each place, the first one first."""

    def read(self, texts: list[str], parts: dict[str, str]) -> Data:
        return [text for text in texts if text]


class LinesField(SeveralInputs):
    """A text for each line."""

    def read(self, texts: list[str], parts: dict[str, str]) -> Data:
        lines = [line.strip() for text in texts for line in text.splitlines()]
        return [line for line in lines if line]


class ItemsField(SeveralInputs):
    """Names of items: known ones by their id, new ones without. A new id is never one that was
    used before, so that an item does not find the answers of another."""

    def read(self, texts: list[str], parts: dict[str, str]) -> Data:
        known = [Item(part, name) for part, name in parts.items() if ITEM_ID.fullmatch(part)]
        new = [Item(new_item_id(), name) for name in texts]
        return [item_text(item) for item in (*known, *new) if item.name]


def new_item_id() -> str:
    return secrets.token_hex(4)


class ChoiceField(SeveralInputs):
    """One option, or another one with its text."""

    def read(self, texts: list[str], parts: dict[str, str]) -> Data:
        return _with_text(texts[0], parts) if texts else ""


class ChoicesField(SeveralInputs):
    def read(self, texts: list[str], parts: dict[str, str]) -> Data:
        return [_with_text(text, parts) for text in texts]


def _with_text(option: str, parts: dict[str, str]) -> str:
    return f"{OTHER_PREFIX} {parts.get(OTHER, '')}" if option == OTHER else option
