"""A form that came too late: what it held is shown again, to be sent after a new sign-in."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Request

from compass.web.incoming import MOST_FIELDS

_OF_THE_FRAME = frozenset({"csrf_token", "carried", "next"})


def carried_by(request: Request) -> str:
    """The fields that were posted, for one hidden field; empty where nothing may come back.

    Only a form of our own pages comes back, and never one with a password in it.
    """
    fields = [(name, text) for name, text in request.form.items(multi=True) if _is_kept(name)]
    if request.method != "POST" or not _is_from_here(request) or _has_password(request):
        return ""
    return urlencode(fields)


def fields_of(carried: str) -> list[tuple[str, str]]:
    """What ``carried_by`` wrote; empty when it was tampered with."""
    try:
        fields = parse_qsl(carried, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return []
    return [(name, text) for name, text in fields if _is_kept(name)]


def _is_kept(name: str) -> bool:
    return name not in _OF_THE_FRAME


def _has_password(request: Request) -> bool:
    return any("password" in name for name in request.form)


def _is_from_here(request: Request) -> bool:
    """Browsers say with each form where it comes from (Fetch, section 3.2; Fetch Metadata)."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    return site == "same-origin" if site else urlsplit(origin).netloc == request.host
