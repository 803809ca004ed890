"""The compass as a readable handbook: open to all, in the reader's language, all of a version."""

import re
from html import unescape

import pytest

ADDRESS = "/question-sets/every-kind/1.0.0"


def test_anybody_reads_every_part_of_a_question_set(site) -> None:
    page = unescape(site.client().get(ADDRESS).text)

    for text in (
        "What if people choose what harms them?",
        "Can somebody stop the machine when it is wrong?",
        "A machine repeats its mistake until somebody stops it.",
        "Practise stopping it once a year.",
        "A family with a sick child waits ten months.",
        "Any member of staff can lift a block at once.",
        "By letter",
        "We did it and can show it.",
        "A program that answers questions in a conversation.",
        "What people may ask when a machine decides (article 22).",
        "Written for the tests of this program.",
    ):
        assert text in page


def test_every_link_within_the_handbook_leads_somewhere(site) -> None:
    page = site.client().get(ADDRESS).text
    targets = set(re.findall(r'href="#([^"]+)"', page))

    assert {"principles", "channel", "term-chatbot", "principle-control", "sources"} <= targets
    assert targets <= set(re.findall(r'id="([^"]+)"', page))


@pytest.mark.parametrize(
    ("language", "why"),
    [("nl", "Waarom dit belangrijk is"), ("de", "Warum das wichtig ist")],
)
def test_the_handbook_speaks_the_language_of_its_reader(site, language: str, why: str) -> None:
    page = site.client().get(ADDRESS, headers={"Accept-Language": language}).text

    assert f'lang="{language}"' in page
    assert why in page


def test_a_version_that_was_never_published_is_not_there(site) -> None:
    assert site.client().get("/question-sets/every-kind/9.9.9").status_code == 404
