"""The program itself: question sets, fonts, static files and what lays out a dossier."""

import hashlib
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from compass.cli.checks.findings import Finding, Level
from compass.core.published import check_published
from compass.dossier.fonts import covered, font_path
from compass.resources import resource

FONTS = ("Regular", "Semibold", "Bold")
AGAIN = "install the program again (in a checkout: make setup)"


def check_question_sets() -> Finding:
    if faults := check_published(resource("question_sets")):
        message = (
            "published question sets were changed: put the files back, the server will not start"
        )
        return Finding("question sets", Level.PROBLEM, message, tuple(map(str, faults)))
    return Finding("question sets", Level.OK, "as they were published")


def check_fonts() -> Finding:
    names = [f"SourceSans3-{weight}.ttf" for weight in FONTS]
    if missing := tuple(name for name in names if not font_path(name).is_file()):
        return Finding(
            "fonts", Level.PROBLEM, f"fonts of the dossier are missing: {AGAIN}", missing
        )
    return Finding("fonts", Level.OK, f"{len(covered())} characters")


def check_assets() -> Finding:
    folder = resource("static") / "vendor"
    try:
        listed = json.loads((folder / "manifest.json").read_bytes())["sha256"]
    except (OSError, ValueError, KeyError):
        return Finding("static files", Level.PROBLEM, f"static/vendor is missing: {AGAIN}")
    wrong = tuple(name for name, sha256 in listed.items() if not _is(folder / name, sha256))
    if wrong:
        message = f"static files are missing or changed: {AGAIN}"
        return Finding("static files", Level.PROBLEM, message, wrong)
    return Finding("static files", Level.OK, f"{len(listed)} files")


def check_layout() -> Finding:
    try:
        import_module("compass.dossier.rendering")
    except (ImportError, OSError) as error:
        cause = str(error).splitlines()[0]
        message = f"WeasyPrint or Pango is missing, no dossier can be made: {cause}. {AGAIN}"
        return Finding("layout", Level.PROBLEM, message)
    return Finding("layout", Level.OK, "WeasyPrint and Pango are there")


def _is(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


PROGRAM_CHECKS: tuple[Callable[[], Finding], ...] = (
    check_question_sets,
    check_fonts,
    check_assets,
    check_layout,
)
