"""Files of sealed dossiers, each under its own SHA-256: written once, never changed."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from compass.files import keep_private

_SHA256 = re.compile(r"[0-9a-f]{64}")


class DossierMissingError(Exception):
    """The file is gone, or is no longer what was stored."""


@dataclass(frozen=True)
class DossierStorage:
    root: Path

    def path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise DossierMissingError(sha256)
        return self.root / sha256[:2] / f"{sha256}.pdf"

    def write(self, content: bytes) -> str:
        """Keep the file; gives its SHA-256. On return it is on the disk."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        keep_private(path, content)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The file, checked against its name; raises DossierMissingError."""
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise DossierMissingError(sha256) from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise DossierMissingError(sha256)
        return content
