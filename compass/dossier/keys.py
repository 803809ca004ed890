"""The keys of the seal: a small CA and leaf of our own, or a PKCS#12 file by setting."""

import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from compass.dossier.own_ca import make_keys
from compass.files import alone_in, keep_private, sync_folder

_IN_ORDER = ("ca.key", "seal.key", "ca.pem", "seal.pem")  # the last one says that all are there


class KeysError(Exception):
    """The keys cannot be used; the message says which file and why."""


@dataclass(frozen=True)
class KeyStore:
    """Where the keys lie. ``p12`` replaces our own leaf by a certificate of the organisation."""

    folder: Path
    p12: Path | None = None
    passphrase: str = field(default="", repr=False)

    @property
    def ca_path(self) -> Path:
        return self.folder / "ca.pem"

    @property
    def seal_path(self) -> Path:
        return self.folder / "seal.pem"

    @property
    def seal_key_path(self) -> Path:
        return self.folder / "seal.key"

    @property
    def trusted_folder(self) -> Path:
        return self.folder / "trusted"

    @property
    def is_self_issued(self) -> bool:
        return self.p12 is None

    @property
    def voucher_path(self) -> Path:
        """What auditors need, as a file (PEM): our own CA, or the certificate in the PKCS#12."""
        return self.ca_path if self.p12 is None else self._kept(self.seal_certificate())

    @property
    def fingerprint(self) -> str:
        """Of what vouches for new seals."""
        return fingerprint(_read(self.ca_path) if self.p12 is None else self.seal_certificate())

    @property
    def issuer(self) -> str:
        """Who issued the certificate that new seals carry, by the names in it."""
        issuer = x509.load_pem_x509_certificate(self.seal_certificate()).issuer
        named = [*issuer.get_attributes_for_oid(NameOID.COMMON_NAME)]
        named += issuer.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
        return ", ".join(str(each.value) for each in named)

    def seal_certificate(self) -> bytes:
        """PEM of the certificate that new seals carry."""
        if self.p12 is None:
            return _read(self.seal_path)
        return _open(self.p12, self.passphrase).public_bytes(serialization.Encoding.PEM)

    def ensure(self, now: dt.datetime) -> None:
        """Make CA and leaf where there are none yet; what is there is never replaced. Of a PKCS#12
        the certificate is kept: what it has sealed stays verifiable once another key is in use."""
        if self.p12 is not None:
            self._keep(self.seal_certificate())
        elif not self.seal_path.exists():
            self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with alone_in(self.folder.parent):
                self._make(now)

    def check_seal(self, at: dt.datetime) -> None:
        """Raises KeysError where a seal made at that time would be worth nothing."""
        certificate = self.check_whole()
        start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        if not start <= at <= end:
            place = self.p12 or self.seal_path
            raise KeysError(f"{place} is valid from {start:%Y-%m-%d} to {end:%Y-%m-%d} only")

    def check_whole(self) -> x509.Certificate:
        """The certificate of new seals; raises KeysError where it, or its key, cannot make one."""
        place = self.p12 or self.seal_path
        certificate = x509.load_pem_x509_certificate(self.seal_certificate())
        if not _is_for_signing(certificate):
            raise KeysError(f"{place} is not made for signing: its key usage says so")
        if not isinstance(certificate.public_key(), ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
            raise KeysError(f"{place} has a kind of key that few programs can verify: RSA or EC")
        if self.p12 is None:
            _read(self.ca_path)
            if _public_key(self.seal_key_path) != certificate.public_key():
                raise KeysError(f"{self.seal_key_path} does not belong to {self.seal_path}")
        return certificate

    def trusted(self) -> tuple[bytes, ...]:
        """PEM certificates that vouch for our seals: our own CA, and those in ``trusted/``: of
        earlier keys, and of the PKCS#12 itself, not its CA, which serves others too."""
        paths = (self.ca_path, *sorted(self.trusted_folder.glob("*.pem")))
        found = [_read(path) for path in paths if path.is_file()]
        if self.p12 is not None and (own := self.seal_certificate()) not in found:
            found.append(own)
        return tuple(found)

    def _kept(self, certificate: bytes) -> Path:
        return self.trusted_folder / f"{fingerprint(certificate).replace(' ', '')[:16]}.pem"

    def _keep(self, certificate: bytes) -> None:
        path = self._kept(certificate)
        if not path.exists():
            for folder in (self.folder.parent, self.folder, self.trusted_folder):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            keep_private(path, certificate)

    def _make(self, now: dt.datetime) -> None:
        """All four at once, or the four that another process made; certificates kept stay."""
        if self.seal_path.exists():
            return
        if self.folder.exists() and any(
            path != self.trusted_folder for path in self.folder.iterdir()
        ):
            raise KeysError(f"{self.folder} is not empty, but has no seal.pem")
        with tempfile.TemporaryDirectory(prefix="keys.", dir=self.folder.parent) as name:
            made = Path(name) / "keys"
            made.mkdir(mode=0o700)
            make_keys(made, now)
            if self.folder.exists():
                for each in _IN_ORDER:
                    (made / each).rename(self.folder / each)
            else:
                made.rename(self.folder)
        sync_folder(self.folder)
        sync_folder(self.folder.parent)


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of a certificate (PEM), in groups of four as people compare it."""
    text = x509.load_pem_x509_certificate(certificate).fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _open(p12: Path, passphrase: str) -> x509.Certificate:
    try:
        loaded = pkcs12.load_pkcs12(p12.read_bytes(), passphrase.encode() or None)
    except OSError as error:
        raise KeysError(f"{p12} cannot be read: {error.strerror}") from None
    except ValueError:
        raise KeysError(f"{p12} cannot be opened: wrong passphrase or no PKCS#12") from None
    if loaded.cert is None or loaded.key is None:
        raise KeysError(f"{p12} has no key with its certificate")
    return loaded.cert.certificate


def _read(path: Path) -> bytes:
    content = path.read_bytes()
    try:
        x509.load_pem_x509_certificates(content)
    except ValueError:
        raise KeysError(f"{path} holds no certificate (PEM)") from None
    return content


def _public_key(path: Path) -> object:
    try:
        return serialization.load_pem_private_key(path.read_bytes(), None).public_key()
    except (ValueError, TypeError):  # TypeError: with a passphrase
        raise KeysError(f"{path} holds no private key that can be read") from None


def _is_for_signing(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment
