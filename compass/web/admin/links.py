"""The page with a link to set a password. It answers a form and stands at no address of its
own: neither a cookie nor the history of the browser keeps the secret."""

from flask import render_template, url_for

from compass.db.models import User
from compass.services import accounts
from compass.web.current import actor, now, services
from compass.web.extensions import db


def link_page(user: User, *, title: str) -> str:
    moment = now()
    secret = accounts.issue_password_token(db.session, user, by=actor(), now=moment)
    db.session.commit()
    return render_template(
        "admin/link.html",
        title=title,
        user=user,
        link=services().settings.base_url + url_for("auth.set_password", link=secret),
        until=moment + accounts.LINK_LIFETIME,
    )
