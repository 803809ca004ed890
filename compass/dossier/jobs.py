"""What a press is asked and what it answers. Light: knows neither WeasyPrint nor pyHanko."""

import datetime as dt
from dataclasses import dataclass

RECORD_NAME, SET_NAME = "record.json", "question-set.json"


@dataclass(frozen=True)
class IssueJob:
    """``record`` and ``question_set`` are canonical JSON; the same job prints the same bytes.
    ``preview_of`` is the state of the version that a draft without a review tries out."""

    record: bytes
    question_set: bytes
    language: str
    issued_at: dt.datetime
    verify_url: str
    is_demo: bool = False
    is_draft: bool = False
    preview_of: str = ""


@dataclass(frozen=True)
class IssuedPdf:
    """``seal_level`` is empty for a draft, which is never sealed."""

    pdf: bytes
    pages: int
    seal_level: str
    digest: str
