"""A page out of a stream of rows."""

import pytest

from compass.web.versions.window import Window


@pytest.mark.parametrize(
    ("number", "rows", "shown"),
    [
        (1, "abcde", ("ab", 1)),
        (2, "abcde", ("cd", 2)),
        (3, "abcde", ("e", 3)),
        (9, "abcde", ("e", 3)),
        (9, "abcd", ("cd", 2)),
        (0, "abcde", ("ab", 1)),
        (1, "", ("", 1)),
    ],
)
def test_a_page_holds_its_rows_and_past_the_end_the_last_ones(number, rows, shown):
    window = Window(number, size=2)
    for row in rows:
        window.add(row)

    page = window.page(len(rows))

    assert ("".join(page.rows), page.number) == shown
    assert page.total == len(rows)
