"""The keys of the seal: a small CA and leaf of our own, or a PKCS#12 file by setting."""

import datetime as dt
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

CA_YEARS, SEAL_YEARS = 30, 25  # a dossier can be checked for as long as its certificate lives


class KeysError(Exception):
    """The keys cannot be read; the message says which file and why."""


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
    def is_self_issued(self) -> bool:
        return self.p12 is None

    @property
    def fingerprint(self) -> str:
        """Of what vouches for new seals: our own CA, or the certificate in the PKCS#12."""
        return fingerprint(self.ca_path.read_bytes() if self.p12 is None else self._leaf(self.p12))

    def seal_certificate(self) -> bytes:
        """PEM of the certificate that new seals carry."""
        return self.seal_path.read_bytes() if self.p12 is None else self._leaf(self.p12)

    def ensure(self, now: dt.datetime) -> None:
        """Make CA and leaf where there are none yet; what is there is never replaced."""
        if self.p12 is not None or self.seal_path.exists():
            return
        self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = Path(tempfile.mkdtemp(prefix="keys.", dir=self.folder.parent))
        _make_keys(made, now)
        try:
            made.rename(self.folder)  # all four at once, or the four that another process made
        except OSError:
            shutil.rmtree(made)
            if not self.seal_path.exists():
                raise KeysError(f"{self.folder} is not empty, but has no seal.pem") from None

    def trusted(self) -> tuple[bytes, ...]:
        """PEM certificates that vouch for our seals: our own CA, those kept in ``trusted/`` from
        earlier keys, and the certificate in the PKCS#12 itself: its CA serves others too."""
        paths = (self.ca_path, *sorted((self.folder / "trusted").glob("*.pem")))
        own = tuple(path.read_bytes() for path in paths if path.is_file())
        return own if self.p12 is None else (*own, self._leaf(self.p12))

    def _leaf(self, p12: Path) -> bytes:
        try:
            loaded = pkcs12.load_pkcs12(p12.read_bytes(), self.passphrase.encode() or None)
        except OSError as error:
            raise KeysError(f"{p12} cannot be read: {error.strerror}") from None
        except ValueError:
            raise KeysError(f"{p12} cannot be opened: wrong passphrase or no PKCS#12") from None
        if loaded.cert is None:
            raise KeysError(f"{p12} has no certificate for its key")
        return loaded.cert.certificate.public_bytes(serialization.Encoding.PEM)


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of a certificate (PEM), in groups of four as people compare it."""
    text = x509.load_pem_x509_certificate(certificate).fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _make_keys(folder: Path, now: dt.datetime) -> None:
    ca_key, ca = _make_ca(now)
    seal_key, seal = _make_seal(ca_key, ca, now)
    _write(folder / "ca.key", _pem(ca_key))
    _write(folder / "seal.key", _pem(seal_key))
    _write(folder / "ca.pem", ca.public_bytes(serialization.Encoding.PEM))
    _write(folder / "seal.pem", seal.public_bytes(serialization.Encoding.PEM))


def _make_ca(now: dt.datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Compass dossier CA")
    builder = _builder(name, name, key.public_key(), now, CA_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(is_ca=True), critical=True)
    return key, builder.sign(key, hashes.SHA256())


def _make_seal(
    ca_key: ec.EllipticCurvePrivateKey, ca: x509.Certificate, now: dt.datetime
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name("Compass dossier seal")
    builder = _builder(subject, ca.subject, key.public_key(), now, SEAL_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_usage(is_ca=False), critical=True)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key())
    builder = builder.add_extension(authority, critical=False)
    return key, builder.sign(ca_key, hashes.SHA256())


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: dt.datetime,
    years: int,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(minutes=5))
        .not_valid_after(now + dt.timedelta(days=365 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, is_ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_ca,
        content_commitment=not is_ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, content: bytes) -> None:
    """A new file that only its owner can read; never replaces one that is there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
