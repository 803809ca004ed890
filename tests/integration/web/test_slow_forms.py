"""A form whose last byte comes late is judged by the rights of the moment in which it is whole."""

import datetime as dt
import io
import re
from urllib.parse import urlencode

import sqlalchemy as sa

from compass.db.models import User
from compass.services import sessions
from compass.web.extensions import db


class Late(io.BytesIO):
    """The body of a request; ``meanwhile`` happens before its end arrives."""

    def __init__(self, body: bytes, meanwhile) -> None:
        super().__init__(body)
        self.meanwhile = meanwhile

    def read(self, size: int | None = -1) -> bytes:
        happened, self.meanwhile = self.meanwhile, lambda: None
        happened()
        return super().read(size)

    def readinto(self, buffer) -> int:
        chunk = self.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def test_a_form_begun_while_signed_in_does_nothing_after_the_session_ended(site) -> None:
    client = site.client("colleague")
    page = client.get("/account").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)
    body = urlencode({"csrf_token": token, "name": "Late project", "phase": "idea"}).encode()

    def end_sessions() -> None:
        with site.app.app_context():
            user = db.session.scalar(sa.select(User).where(User.email.like("colleague@%")))
            sessions.close_all_sessions(db.session, user.id, now=dt.datetime.now(dt.UTC))
            db.session.commit()

    answer = client.post(
        "/projects/new",
        input_stream=Late(body, end_sessions),
        content_length=len(body),
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 401
