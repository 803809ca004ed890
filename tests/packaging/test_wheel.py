"""The built wheel alone, in an empty environment: it carries everything and seals a dossier."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    return subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    result = build(ROOT, folder)
    assert result.returncode == 0, result.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel; its dependencies are those of this environment, read-only."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    site = next(folder.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    here = next(Path(sys.prefix).glob("lib/python*/site-packages"))
    for entry in here.iterdir():
        if "compass" not in entry.name and entry.name != "__pycache__":
            (site / entry.name).symlink_to(entry)
    return folder


def run(environment: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(environment / "bin" / "python"), "-m", "compass", *arguments]
    clean = {
        "PATH": os.environ["PATH"],
        "COMPASS_HOME": str(folder / "home"),
        "HOME": str(folder),
    }
    return subprocess.run(
        command, cwd=folder, env=clean, capture_output=True, text=True, check=False
    )


def test_the_wheel_carries_templates_assets_question_sets_and_catalogues(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert "compass/_data/templates/layouts/page.html" in names
    assert "compass/_data/static/vendor/govuk.css" in names
    assert "compass/_data/question_sets/digital-ethics-compass/1.0.0/nl.yaml" in names
    assert "compass/translations/fr/LC_MESSAGES/messages.mo" in names


def test_the_wheel_alone_seals_a_dossier_and_verifies_it(installed: Path, tmp_path: Path) -> None:
    template = run(installed, tmp_path, "answers", "template", "digital-ethics-compass", "1.0.0")
    (tmp_path / "answers.json").write_text(template.stdout)

    issue = run(
        installed, tmp_path, "dossier", "issue",
        "--answers", "answers.json", "--language", "fr", "--out", "dossier.pdf",
    )  # fmt: skip
    verify = run(installed, tmp_path, "dossier", "verify", "dossier.pdf", "--json")

    assert issue.returncode == 0, issue.stderr
    assert json.loads(verify.stdout)["verdict"] == "genuine"
    assert verify.returncode == 0


def test_a_build_without_the_built_assets_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns(
        ".venv", ".git", "node_modules", "vendor", "instance", "__pycache__", ".*_cache"
    )
    shutil.copytree(ROOT, source, ignore=ignored)

    result = build(source, tmp_path / "dist")

    assert result.returncode != 0
    assert "static/vendor/manifest.json" in result.stderr + result.stdout
