"""A version arrives as a ZIP file: refused with every fault, or kept as a draft."""

from collections.abc import Sequence

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.core.archives import ArchiveError, read_archive
from compass.core.faults import Fault, FaultsError
from compass.core.loading import load_files
from compass.core.question_sets import QuestionSet
from compass.services import publication
from compass.services.errors import QuestionSetError
from compass.services.permissions import Right
from compass.web import access
from compass.web.current import actor, now
from compass.web.extensions import db
from compass.web.library.blueprint import address_of, bp, by_file
from compass.web.library.forms import UploadForm
from compass.web.library.words import ARRIVALS, refusal

MOST_SHOWN = 500  # nobody reads on; a file of nothing but faults has tens of thousands


@bp.route("/library/new", methods=["GET", "POST"])
@access.requires(Right.LIBRARY)
def upload() -> ResponseReturnValue:
    form = UploadForm()
    if not form.validate_on_submit():
        return _page(form), 422 if form.is_submitted() else 200
    try:
        done = publication.upload(db.session, _read(form), by=actor(), now=now())
    except ArchiveError as error:
        return _refused(form, refusal(error))
    except FaultsError as error:
        return _page(form, error.faults), 422
    except QuestionSetError as error:
        return _refused(form, _raise_the_version(error))
    db.session.commit()
    flash(str(ARRIVALS[done.arrival]), "success")
    return redirect(address_of(done.version), 303)


def _read(form: UploadForm) -> QuestionSet:
    sent = form.archive.data
    archive = read_archive(sent.read() if sent else b"")
    return load_files(archive.files, archive.folder)


def _refused(form: UploadForm, words: str) -> ResponseReturnValue:
    form.archive.errors = [words]
    return _page(form), 422


def _page(form: UploadForm, faults: Sequence[Fault] = ()) -> str:
    sent = form.archive.data
    name = sent.filename if faults and sent else ""
    return render_template(
        "library/upload.html",
        form=form,
        faults=by_file(faults[:MOST_SHOWN]),
        more=max(0, len(faults) - MOST_SHOWN),
        count=len(faults),
        file_name=name,
    )


def _raise_the_version(error: QuestionSetError) -> str:
    return _(
        "%(set)s %(version)s is published with other contents, and stays as it is. "
        "Give the changed files a higher version.",
        set=error.set_id,
        version=error.version,
    )
