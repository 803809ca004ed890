"""The draft of a dossier as the answers of a preview would make it. It says what it is."""

from flask.typing import ResponseReturnValue

from compass.core.answers import ProjectFacts
from compass.core.record import FILE, ReviewFacts, build_record, record_bytes
from compass.web.drafts import draft_of
from compass.web.library.preview.pages import Preview


def preview_draft(here: Preview) -> ResponseReturnValue:
    """A download: the page that holds the answers stays open."""
    version = here.version
    return draft_of(
        _record(here),
        here.trial.question_set,
        language=here.picture.texts.language,
        disposition=f'attachment; filename="preview-{version.set_id}-{version.version}.pdf"',
        preview_of=version.state,
    )


def _record(here: Preview) -> bytes:
    trial = here.trial
    record = build_record(
        trial.question_set,
        origin=FILE,
        project=ProjectFacts(name=here.name),
        review=ReviewFacts(id="", title="", language=trial.language),
        people=(),
        answers=trial.answers,
        actions=trial.actions,
        evidence=trial.evidence,
    )
    return record_bytes(record)
