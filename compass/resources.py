"""Where templates, static files and question sets lie: in a checkout and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The folder of that name; a checkout wins over the copies that a wheel carries."""
    for base in (_PACKAGE.parent, _PACKAGE / "_data"):
        is_checkout = base == _PACKAGE.parent
        if is_checkout and not (base / "pyproject.toml").is_file():
            continue
        if (base / name).is_dir():
            return base / name
    raise RuntimeError(f"{name}/ is missing: this installation is broken")
