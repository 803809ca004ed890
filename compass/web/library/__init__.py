"""The library for ethics officers: every question set, its versions, and what they may do next."""

import io

from flask import Response, render_template, send_file
from flask.typing import ResponseReturnValue

from compass.core.archives import write_archive
from compass.core.faults import errors_in
from compass.core.publication import VersionAction, may_follow
from compass.services.catalogue import catalogue, edition_of, names_known_to
from compass.services.checking import findings, version_published_before
from compass.services.permissions import Right
from compass.web import access
from compass.web.current import actor, services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.library import preview, stages, uploading
from compass.web.library.blueprint import bp, by_file, version_or_404
from compass.web.reviews.picture import texts_in

__all__ = ["bp", "preview", "stages", "uploading"]


@bp.get("/library")
@access.requires(Right.LIBRARY)
def index() -> ResponseReturnValue:
    found = catalogue(db.session, actor())
    titles = {
        set_id: texts_in(editions[0].question_set, language())
        for set_id, editions in found.sets.items()
    }
    return render_template("library/index.html", catalogue=found, titles=titles)


@bp.get("/library/<set_id>/<version>")
@access.requires(Right.LIBRARY)
def show(set_id: str, version: str) -> ResponseReturnValue:
    row = version_or_404(set_id, version)
    edition = edition_of(db.session, row)
    found = findings(db.session, edition.question_set)
    errors = errors_in(found)
    return render_template(
        "library/show.html",
        edition=edition,
        texts=texts_in(edition.question_set, language()),
        names=names_known_to(db.session, actor(), [row]),
        before=version_published_before(db.session, edition.question_set),
        faults=by_file(errors),
        remarks=by_file(fault for fault in found if fault not in errors),
        may={action.value: may_follow(row.state, action) for action in VersionAction},
    )


@bp.get("/library/<set_id>/<version>/files.zip")
@access.requires(Right.LIBRARY)
def download(set_id: str, version: str) -> Response:
    row = version_or_404(set_id, version)
    content = write_archive(services().library.get(db.session, row))
    return send_file(
        io.BytesIO(content),
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"{row.set_id}-{row.version}.zip",
    )
