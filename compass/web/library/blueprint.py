"""The blueprint itself, apart so that more than one module can add views to it."""

from collections.abc import Iterable, Mapping, Sequence

from flask import Blueprint, url_for
from werkzeug.exceptions import NotFound

from compass.core.faults import Fault
from compass.db.models import QuestionSetVersion
from compass.services.question_sets import get_version
from compass.web.extensions import db
from compass.web.library.words import add_words

bp = Blueprint("library", __name__)
bp.record_once(add_words)


def version_or_404(set_id: str, version: str) -> QuestionSetVersion:
    """In any state. Each view says before that it is for officers: drafts are for no one else."""
    found = get_version(db.session, set_id, version)
    if found is None:
        raise NotFound
    return found


def address_of(version: QuestionSetVersion) -> str:
    return url_for("library.show", set_id=version.set_id, version=version.version)


def by_file(faults: Iterable[Fault]) -> Mapping[str, Sequence[Fault]]:
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.file, []).append(fault)
    return found
