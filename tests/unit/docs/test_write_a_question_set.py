"""The worked example of docs/write-a-question-set.md is a question set that works as described."""

import re
from pathlib import Path

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.checking import check_files
from compass.core.evaluation import evaluate
from compass.core.loading import load_files
from compass.core.versions.checking import check_version

PAGE = Path(__file__).resolve().parents[3] / "docs" / "write-a-question-set.md"
BLOCK = re.compile(r"^`([a-z]+\.yaml)`:\n\n```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    return {name: text.encode() for name, text in blocks}


@pytest.fixture(scope="module")
def first(files) -> dict[str, bytes]:
    return {name: text for name, text in files.items() if name != "changes.yaml"}


def test_the_example_passes_the_check_without_any_finding(first):
    assert set(first) == {"set.yaml", "en.yaml", "nl.yaml"}
    assert check_files(first, ("camera-check", "1.0.0")) == []


@pytest.mark.parametrize(
    ("days", "known", "advice"),
    [("31", "some", "ask-officer"), ("30", "some", "go-on"), ("7", "nobody", "ask-officer")],
)
def test_the_example_gives_the_advice_that_it_promises(first, days, known, advice):
    answers = {
        "records": Answer(AnswerStatus.ANSWERED, "yes"),
        "days-kept": Answer(AnswerStatus.ANSWERED, days),
        "people-know": Answer(AnswerStatus.ANSWERED, known),
    }

    assert evaluate(load_files(first), answers).outcomes == {"advice": advice}


def test_where_nothing_is_recorded_nobody_is_asked_how_long(first):
    answers = {"records": Answer(AnswerStatus.ANSWERED, "no")}

    assert "days-kept" not in evaluate(load_files(first), answers).visible


@pytest.mark.parametrize("is_declared", [True, False])
def test_a_change_needs_its_declaration(files, first, tmp_path, is_declared):
    before, after = tmp_path / "camera-check" / "1.0.0", tmp_path / "camera-check" / "1.1.0"
    for folder, version in ((before, "1.0.0"), (after, "1.1.0")):
        folder.mkdir(parents=True)
        for name, text in first.items():
            changed = text.replace(b"version: 1.0.0", f"version: {version}".encode())
            (folder / name).write_bytes(changed)
    for language, old, new in (("en", b"Do people know", b"Do people know well in advance"),
                               ("nl", b"Weten mensen", b"Weten mensen ruim vooraf")):  # fmt: skip
        file = after / f"{language}.yaml"
        file.write_bytes(file.read_bytes().replace(old, new))
    if is_declared:
        (after / "changes.yaml").write_bytes(files["changes.yaml"])

    codes = {fault.code for fault in check_version(after)}

    assert codes == (set() if is_declared else {"missing-changes"})


def test_the_findings_that_the_page_explains_are_real():
    """The table of section 3: each code stands in the engine."""
    page, core = PAGE.read_text("utf-8"), PAGE.parents[1] / "compass" / "core"
    rows = re.findall(r"^\| (`[a-z`, -]+`) \|", page.partition("## 4.")[0], re.MULTILINE)
    explained = [code for row in rows for code in re.findall(r"[a-z-]+", row)]
    source = "".join(path.read_text("utf-8") for path in core.rglob("*.py"))

    assert len(explained) == 10
    assert [code for code in explained if f'"{code}"' not in source] == []
