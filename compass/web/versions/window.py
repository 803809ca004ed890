"""One page out of rows that arrive one by one and are not all kept."""

from typing import Generic, TypeVar

from compass.db.queries.pages import PAGE_SIZE, Page

Row = TypeVar("Row")


class Window(Generic[Row]):
    """The page of this number; the last one for a number past the end."""

    def __init__(self, number: int, size: int = PAGE_SIZE) -> None:
        self._wanted, self._number, self._size = number, 1, size
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        if len(self._rows) == self._size:
            if self._number >= self._wanted:
                return
            self._number += 1
            self._rows = []
        self._rows.append(row)

    def page(self, total: int) -> Page[Row]:
        return Page(tuple(self._rows), self._number, total, self._size)
