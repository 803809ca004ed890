"""Reads single values of set.yaml: each notes what is wrong with it and gives an empty one."""

import re
from collections.abc import Iterable
from decimal import Decimal

from compass.core.documents import Node
from compass.core.kinds import YES_NO, is_number, parse_date
from compass.core.messages import worded
from compass.core.publication import SEMANTIC_VERSION

_URL = re.compile(r"https?://[^\s/]+(/\S*)?")
_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def read_ids(node: Node, key: str) -> tuple[str, ...]:
    return node.child(key).identifiers() if node.has(key) else ()


def read_id(node: Node, key: str) -> str:
    return node.child(key).identifier() if node.has(key) else ""


def read_word(node: Node, key: str, words: Iterable[str]) -> str:
    """One of these words, "" where the key is not there."""
    if not node.has(key):
        return ""
    text, known = node.child(key).text(), [str(word) for word in words]
    if text and text not in known:
        node.fault(
            "unknown-value",
            worded("%(text)s is not one of: %(names)s", text=repr(text), names=", ".join(known)),
            key=key,
        )
        return ""
    return text


def is_yes(node: Node, key: str) -> bool:
    if not node.has(key):
        return False
    text = node.child(key).text()
    if text not in ("", *YES_NO):
        node.fault(
            "not-yes-or-no", worded("%(text)s is neither yes nor no", text=repr(text)), key=key
        )
    return text == "yes"


def read_version(node: Node, key: str) -> str:
    """As it stands there, with a fault where it is none."""
    version = node.child(key).text() if node.has(key) else ""
    if version and not SEMANTIC_VERSION.fullmatch(version):
        node.fault(
            "bad-version",
            worded("%(version)s is not a semantic version such as 1.0.0", version=repr(version)),
            key=key,
        )
    return version


def read_decimal(node: Node, key: str) -> Decimal | None:
    if not node.has(key):
        return None
    text = node.child(key).text()
    if not is_number(text):
        if text:
            node.fault(
                "not-a-number",
                worded("%(text)s is not a number such as 10 or 2.5", text=repr(text)),
                key=key,
            )
        return None
    return Decimal(text)


def read_url(node: Node, key: str) -> str:
    url = node.child(key).text() if node.has(key) else ""
    if url and not _URL.fullmatch(url):
        node.fault("bad-url", worded("%(url)s is not a web address", url=repr(url)), key=key)
    return url


def read_partial_date(node: Node, key: str) -> str:
    date = node.child(key).text() if node.has(key) else ""
    if date and not _PARTIAL_DATE.fullmatch(date):
        message = worded(
            "%(date)s is not a date such as 2021, 2021-12 or 2021-12-31", date=repr(date)
        )
        node.fault("not-a-date", message, key=key)
    return date


def read_day(node: Node, key: str) -> str:
    day = node.child(key).text() if node.has(key) else ""
    if day and parse_date(day) is None:
        node.fault(
            "not-a-date", worded("%(day)s is not a day such as 2021-12-31", day=repr(day)), key=key
        )
    return day


def expect_id(node: Node, key: str) -> None:
    """A mapping's key that is an id itself."""
    Node(node.document, node.place, node.path, key).identifier()
