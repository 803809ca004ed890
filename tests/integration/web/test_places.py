"""Where a request comes from, and what a place may cost the press."""

import io
import itertools
from pathlib import Path
from types import SimpleNamespace

import pytest

from compass.web import create_app, limits, verification
from compass.web.limits import SECONDS, place
from compass.web.settings import Settings, StartupError, read_settings

NUMBERS = itertools.count()


def place_behind(home: Path, proxies: str, remote: str, forwarded: str) -> str:
    """What the app takes for the place, in a request that such proxies passed on."""
    app = create_app(
        Settings(home, "x" * 40, f"sqlite:///{home / 'compass.db'}", "http://localhost",
                 proxies=proxies)
    )  # fmt: skip
    app.add_url_rule("/where", view_func=_where)
    answer = app.test_client().get(
        "/where",
        environ_overrides={"REMOTE_ADDR": remote},
        headers={"X-Forwarded-For": forwarded, "X-Forwarded-Host": "evil.example"},
    )
    return answer.text


def _where() -> str:
    return place()


_where.access_rule = "public"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        ("0", "198.51.100.7", "127.0.0.1"),
        ("1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("2", "203.0.113.9, 198.51.100.7, 192.0.2.1", "198.51.100.7"),
    ],
)
def test_only_as_many_proxies_are_believed_as_the_settings_say(
    tmp_path, proxies: str, forwarded: str, expected: str
) -> None:
    assert place_behind(tmp_path, proxies, "127.0.0.1", forwarded) == expected


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("a socket", "a socket"),
    ],
)
def test_a_household_is_one_place(site, remote: str, expected: str) -> None:
    with site.app.test_request_context(environ_base={"REMOTE_ADDR": remote}):
        assert place() == expected


@pytest.mark.parametrize("proxies", ["one", "-1", "10", ""])
def test_a_number_of_proxies_that_is_none_is_refused(tmp_path, proxies: str) -> None:
    (tmp_path / "compass.toml").write_text(f'proxies = "{proxies}"\n')

    with pytest.raises(StartupError, match="proxies"):
        read_settings({"COMPASS_HOME": str(tmp_path)})


@pytest.fixture
def somewhere(site):
    client = site.client()
    client.environ_base["REMOTE_ADDR"] = f"198.51.100.{next(NUMBERS) + 1}"
    return client


@pytest.fixture
def slow_press(monkeypatch: pytest.MonkeyPatch):
    """Every look at the clock is half a minute later than the one before."""
    ticks = itertools.count(step=30)
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: next(ticks)))


def verify(post, client) -> int:
    return post(client, "/verify", {"file": (io.BytesIO(b"no PDF"), "a.pdf")}).status_code


@pytest.mark.usefixtures("slow_press")
def test_a_place_that_keeps_the_press_busy_has_to_wait(site, post, somewhere) -> None:
    answers = [verify(post, somewhere) for _ in range(3)]

    assert SECONDS == 60
    assert answers == [200, 200, 429]
    assert verify(post, site.client()) == 200


def test_what_is_quickly_read_is_free(post, somewhere) -> None:
    assert [verify(post, somewhere) for _ in range(5)] == [200] * 5


def test_who_would_wait_behind_two_files_is_told_so(post, somewhere, monkeypatch) -> None:
    monkeypatch.setattr(verification, "PATIENCE", 0)

    with verification.AT_ONCE, verification.AT_ONCE:
        full = verify(post, somewhere)

    assert full == 503
    assert verify(post, somewhere) == 200
