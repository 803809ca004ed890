"""A draft of a dossier as an answer to a request: watermarked, not sealed, made anew each time."""

from flask import Response, make_response

from compass.core.question_sets import QuestionSet
from compass.dossier.jobs import IssueJob
from compass.web.current import now, services


def draft_of(
    record: bytes,
    question_set: QuestionSet,
    *,
    language: str,
    disposition: str,
    preview_of: str = "",
) -> Response:
    job = IssueJob(
        record=record,
        question_set=question_set.content,
        language=language,
        issued_at=now(),
        verify_url=services().settings.verify_url,
        is_demo=services().settings.is_demo,
        is_draft=True,
        preview_of=preview_of,
    )
    response = make_response(services().press.issue(job).pdf)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = disposition
    return response
