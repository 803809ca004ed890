"""``compass answers``: template, check and evaluate."""

import json

import pytest


@pytest.fixture
def file(compass, tmp_path):
    path = tmp_path / "answers.json"
    path.write_text(compass("answers", "template", "every-kind", "1.0.0").stdout, "utf-8")
    return path


@pytest.fixture
def answer(file):
    def _answer(**answers):
        data = json.loads(file.read_text("utf-8"))
        data["answers"] = {name.replace("_", "-"): value for name, value in answers.items()}
        file.write_text(json.dumps(data), "utf-8")

    return _answer


def test_a_fresh_template_evaluates_to_everything_open(compass, file):
    result = compass("answers", "evaluate", file, "--json")

    evaluation = json.loads(result.stdout)
    assert result.exit_code == 0
    assert evaluation["progress"] == {"answered": 0, "total": 4}
    assert evaluation["unanswered"] == ["uses-automation", "channel", "groups", "reading-ease"]
    assert "introduction" in evaluation["visible"]


def test_answers_change_what_is_asked(compass, file, answer):
    answer(uses_automation={"status": "answered", "value": "yes"})

    evaluation = json.loads(compass("answers", "evaluate", file, "--json").stdout)

    assert "oversight" in evaluation["visible"]
    assert evaluation["progress"] == {"answered": 1, "total": 5}


def test_evaluate_speaks_the_language_of_the_file(compass, tmp_path):
    path = tmp_path / "nl.json"
    template = compass("answers", "template", "every-kind", "1.0.0", "--language", "nl")
    path.write_text(template.stdout, "utf-8")

    result = compass("answers", "evaluate", path)

    assert "open: S2 Eerste contact (channel)" in result.stdout


def test_check_finds_what_does_not_fit(compass, file, answer):
    answer(channel={"status": "answered", "value": "pigeon"})

    result = compass("answers", "check", file, "--json")

    assert result.exit_code == 1
    assert [fault["code"] for fault in json.loads(result.stdout)] == ["unknown-option"]


def test_a_version_that_is_not_here_is_a_fault_of_the_file(compass, file):
    data = json.loads(file.read_text("utf-8"))
    data["question_set"] |= {"version": "9.9.9", "digest": ""}
    file.write_text(json.dumps(data, indent=2), "utf-8")

    checked = compass("answers", "check", file, "--json")
    evaluated = compass("answers", "evaluate", file, "--json")

    [fault] = json.loads(checked.stdout)
    assert (fault["code"], fault["path"], fault["line"]) == ("unknown-set", "question_set", 3)
    assert (checked.exit_code, evaluated.exit_code) == (1, 2)
    assert json.loads(evaluated.stdout)["faults"] == [fault]
    assert "Usage" not in evaluated.stderr


def test_check_of_a_sound_file_passes(compass, file):
    assert compass("answers", "check", file).exit_code == 0


def test_evaluate_refuses_what_does_not_fit(compass, file, answer):
    answer(channel={"status": "answered", "value": "pigeon"})

    result = compass("answers", "evaluate", file, "--json")

    assert result.exit_code == 2
    assert "unknown-option" in result.stderr
    assert [fault["code"] for fault in json.loads(result.stdout)["faults"]] == ["unknown-option"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff", b'{"format": NaN}', b"[" * 100_000, b'{"a": 1, "a": 2}'],
    ids=["empty", "cut", "list", "binary", "nan", "deep", "twice"],
)
@pytest.mark.parametrize("command", ["check", "evaluate"])
def test_noise_is_refused_with_a_message_and_no_traceback(compass, tmp_path, command, content):
    path = tmp_path / "noise.json"
    path.write_bytes(content)

    result = compass("answers", command, path)

    assert result.exit_code == (1 if command == "check" else 2)
    assert isinstance(result.exception, SystemExit)
    assert str(path) in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "every-kind", "9.9.9"),
        ("template", "../../etc", "passwd"),
        ("template", "every-kind", "1.0.0", "--language", "es"),
        ("evaluate", "no-such-file.json"),
    ],
    ids=str,
)
def test_wrong_input_exits_with_two_and_says_why(compass, arguments):
    result = compass("answers", *arguments)

    assert result.exit_code == 2
    assert "Error" in result.stderr
