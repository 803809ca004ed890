"""The pinned dependencies: hashes everywhere, addresses nowhere, nothing below its floor."""

import json
import re
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-node.lock", "requirements-fuzz.lock")
FLOORS = {
    "weasyprint": "70.0",
    "flask": "3.1.3",
    "werkzeug": "3.1.6",
    "jinja2": "3.1.6",
    "gunicorn": "23.0",
    "pysqlite3": "0.6.1",
    "sqlalchemy": "2.1.9",
    "alembic": "1.20.1",
    "psycopg": "3.3.9",
    "argon2-cffi": "25.1.0",
    "flask-wtf": "1.3.0",
    "wtforms": "3.3.2",
    "cryptography": "50.0.2",
    "pyhanko": "0.38.0",
    "rfc8785": "0.1.4",
}


def blocks(lock: str) -> list[str]:
    """Each pinned requirement with the lines that belong to it."""
    text = (ROOT / lock).read_text()
    found = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return [block for block in found if "==" in block]


def requirements(lock: str) -> dict[str, str]:
    return {block.split("==")[0].strip(): block for block in blocks(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_a_hash(lock: str) -> None:
    found = blocks(lock)

    assert len(found) >= 2
    assert [block for block in found if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json"])
def test_a_lock_names_no_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text()


def test_every_npm_package_has_an_integrity_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    third_party = {name: package for name, package in packages.items() if name}

    assert third_party
    assert all(package["integrity"].startswith("sha512-") for package in third_party.values())


@pytest.mark.parametrize(("name", "floor"), list(FLOORS.items()))
def test_no_release_is_older_than_its_security_floor(name: str, floor: str) -> None:
    block = next(
        block
        for key, block in requirements("requirements.lock").items()
        if key.split("[")[0] == name
    )

    pinned = block.split("==")[1].split()[0]

    assert Version(pinned) >= Version(floor)
