"""``compass answers evaluate --json`` on an impact assessment that stands exactly on its bounds."""

import json
import shutil

import pytest

from compass.core.answers import answer_as_data
from compass.core.loading import load_folder
from tests.unit.core.proof.assessing import mitigated, raw


@pytest.fixture
def evaluated(compass, folder, fixture_sets, tmp_path):
    """The document that the command prints for answers with so many raw points and measures."""
    copy = folder.parent.parent / "impact-assessment" / "1.0.0"
    shutil.copytree(fixture_sets / "impact-assessment" / "1.0.0", copy)
    question_set = load_folder(copy)

    def run(points, *, without):
        answers = mitigated(question_set, raw(question_set, points), without=without)
        template = json.loads(compass("answers", "template", "impact-assessment", "1.0.0").stdout)
        template["answers"] = {name: answer_as_data(answer) for name, answer in answers.items()}
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(template), "utf-8")
        result = compass("answers", "evaluate", file, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


def test_exactly_80_percent_of_the_measures_lowers_the_score(evaluated):
    document = evaluated("65", without=9)

    assert document["scores"]["mitigation"]["share"] == "80.00"
    final = document["scores"]["final"]
    assert (final["value"], final["maximum"], final["share"]) == ("55", "220", "25.00")
    assert final["explanation"]["adjustments"] == [
        {"id": "mitigated", "before": "65", "after": "55.25"}
    ]
    assert document["outcomes"] == {"impact-level": "level-2"}


def test_one_measure_less_leaves_the_score_as_it_is(evaluated):
    document = evaluated("65", without=10)

    assert document["scores"]["final"]["value"] == "65"
    assert document["scores"]["final"]["explanation"]["adjustments"] == []
