"""Jobs and results as bytes between a web worker and its press: JSON, with bytes in base64."""

import base64
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

from compass.dossier.jobs import IssuedPdf, IssueJob
from compass.dossier.keys import KeyStore
from compass.dossier.verify import Reason, Verdict, Verification

Message: TypeAlias = dict[str, Any]  # what JSON can carry


def pack(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message, default=_plain).encode()


def issue_message(job: IssueJob, keys: KeyStore) -> Message:
    return {"do": "issue", "job": asdict(job), "keys": asdict(keys)}


def read_issue_message(message: Message) -> tuple[IssueJob, KeyStore]:
    job, keys = message["job"], message["keys"]
    return (
        IssueJob(
            **{
                **job,
                "record": base64.b64decode(job["record"]),
                "question_set": base64.b64decode(job["question_set"]),
                "issued_at": dt.datetime.fromisoformat(job["issued_at"]),
            }
        ),
        KeyStore(
            Path(keys["folder"]), Path(keys["p12"]) if keys["p12"] else None, keys["passphrase"]
        ),
    )


def read_issued(message: Message) -> IssuedPdf:
    return IssuedPdf(**{**message, "pdf": base64.b64decode(message["pdf"])})


def verify_message(pdf: bytes, trust: tuple[bytes, ...], today: dt.date) -> Message:
    return {"do": "verify", "pdf": pdf, "trust": list(trust), "today": today}


def read_verify_message(message: Message) -> tuple[bytes, tuple[bytes, ...], dt.date]:
    return (
        base64.b64decode(message["pdf"]),
        tuple(base64.b64decode(certificate) for certificate in message["trust"]),
        dt.date.fromisoformat(message["today"]),
    )


def read_verification(message: Message) -> Verification:
    sealed_at, record = message["sealed_at"], message["record"]
    return Verification(
        **{
            **message,
            "verdict": Verdict(message["verdict"]),
            "reasons": tuple(Reason(code) for code in message["reasons"]),
            "countersigned_by": tuple(message["countersigned_by"]),
            "record": None if record is None else base64.b64decode(record),
            "sealed_at": None if sealed_at is None else dt.datetime.fromisoformat(sealed_at),
        }
    )


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)
