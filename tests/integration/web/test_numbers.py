"""Numbers in fields: with the decimal sign of the reader, and nothing typed is changed."""

import pytest
from flask import render_template_string


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("en", "12.5", "12.5"),
        ("nl", "12.5", "12,5"),
        ("fr", "-0.125", "-0,125"),
        ("de", "1234.50", "1234,50"),
        ("de", "about 12.5", "about 12.5"),
        ("nl", "", ""),
    ],
)
def test_a_number_comes_back_as_the_reader_writes_it(
    site, language: str, typed: str, shown: str
) -> None:
    with site.app.test_request_context(headers={"Accept-Language": language}):
        assert render_template_string("{{ typed|number }}", typed=typed) == shown


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "1,234 events"), ("nl", "1.234 gebeurtenissen"), ("de", "1.234 Ereignisse")],
)
def test_a_large_count_is_grouped_as_the_reader_groups_it(site, language: str, words: str) -> None:
    template = "{{ ngettext('%(num)s event', '%(num)s events', 1234) }}"

    with site.app.test_request_context(headers={"Accept-Language": language}):
        assert render_template_string(template) == words
