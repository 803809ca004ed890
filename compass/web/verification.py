"""Anybody can ask whether a PDF is a genuine dossier. What is sent is never kept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from compass.dossier.press import PressError
from compass.dossier.verify import Verdict, Verification, with_register
from compass.services.dossiers import DossierRegister
from compass.web import access
from compass.web.current import services, today
from compass.web.extensions import db
from compass.web.limits import paid_by_place

bp = Blueprint("verification", __name__)

AT_ONCE = BoundedSemaphore(2)  # of the four threads of a worker: the others go on
PATIENCE = 0.2  # seconds
DIGEST = re.compile(r"[0-9a-f]{64}")
VERDICTS = {
    Verdict.GENUINE: _l("This dossier is genuine and unchanged."),
    Verdict.COUNTERSIGNED: _l("This dossier is genuine, and people have added their signatures."),
    Verdict.SUPERSEDED: _l("This dossier is genuine, but a newer review has taken its place."),
    Verdict.EXPIRED: _l("This dossier is genuine, but its decision is no longer valid."),
    Verdict.WITHDRAWN: _l("This dossier is genuine, but its decision was withdrawn."),
    Verdict.ALTERED: _l("This file was changed after it was sealed. Do not rely on it."),
    Verdict.UNKNOWN_KEY: _l("This file was sealed with a key that we do not know."),
    Verdict.NOT_A_DOSSIER: _l("This file is not a dossier of the compass."),
}
TONES = {
    Verdict.GENUINE: "good",
    Verdict.COUNTERSIGNED: "good",
    Verdict.SUPERSEDED: "warning",
    Verdict.EXPIRED: "warning",
    Verdict.WITHDRAWN: "warning",
}  # the others are bad news
REASONS = {
    "seal-intact": _l("The seal is intact."),
    "no-decision": _l("It was made from a file: no decision is recorded."),
    "expired": _l("The decision was valid until an earlier date."),
    "in-register": _l("The register knows this dossier."),
    "other-file": _l("The register has another file of this dossier."),
    "not-in-register": _l("The register of this installation does not know it."),
    "too-large": _l("The file is too large."),
    "too-costly": _l("Reading the file takes too much time or memory."),
    "not-a-pdf": _l("The file is not a PDF."),
    "unreadable": _l("The file cannot be read."),
    "no-record": _l("The record of a review is missing in it."),
    "no-seal": _l("The seal is missing."),
    "changed-after-sealing": _l("Its content is not what was sealed."),
    "more-after-the-seal": _l("Something was added after the seal."),
    "unexpected-signature": _l("It has a signature where none belongs."),
    "key-not-trusted": _l("The certificate of the seal was not issued by this installation."),
    "key-expired": _l("The certificate of the seal has run out since."),
    "signer-not-trusted": _l("Nobody that we know vouches for the names of those who signed."),
    "record-unreadable": _l("The record inside does not fit its question set."),
}  # fmt: skip


@bp.route("/verify", methods=["GET", "POST"])
@access.public
def index() -> ResponseReturnValue:
    upload = request.files.get("file") if request.method == "POST" else None
    if upload is None or not upload.filename:
        is_missing = request.method == "POST"
        return _page(is_missing=is_missing), 422 if is_missing else 200
    trust = services().keys.trusted()
    with paid_by_place("verify"), _in_turn():
        found = services().press.verify(upload.read(), trust=trust, today=today())
    return _page(with_register(found, DossierRegister(db.session, today())))


@bp.get("/verify/<digest>")
@access.public
def state(digest: str) -> ResponseReturnValue:
    if not DIGEST.fullmatch(digest):
        raise NotFound
    entry = DossierRegister(db.session, today()).lookup(digest, "")
    return render_template("verification/state.html", digest=digest, entry=entry)


@contextmanager
def _in_turn() -> Iterator[None]:
    """Raises PressError where others wait already: everybody may send a file; pages go first."""
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise PressError("busy")
    try:
        yield
    finally:
        AT_ONCE.release()


def _page(found: Verification | None = None, *, is_missing: bool = False) -> str:
    return render_template(
        "verification/index.html",
        found=found,
        is_missing=is_missing,
        verdict=VERDICTS[found.verdict] if found else "",
        tone=TONES.get(found.verdict, "bad") if found else "",
        reasons=[REASONS[code] for code in found.reasons] if found else [],
        keys=services().keys,
    )
