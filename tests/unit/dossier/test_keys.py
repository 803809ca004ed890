"""Keys: made once, in one step, for their owner alone; what vouches for a seal."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from compass.dossier.keys import KeysError, KeyStore

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    store = KeyStore(tmp_path / "home" / "keys")
    store.ensure(NOW)
    return store


def contents(store: KeyStore) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.folder.iterdir()}


def as_p12(store: KeyStore, path: Path, passphrase: str) -> Path:
    key = load_pem_private_key(store.seal_key_path.read_bytes(), None)
    leaf = x509.load_pem_x509_certificate(store.seal_path.read_bytes())
    ca = x509.load_pem_x509_certificate(store.ca_path.read_bytes())
    encryption = BestAvailableEncryption(passphrase.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, leaf, [ca], encryption))
    return path


def test_keys_can_be_read_by_their_owner_alone(store: KeyStore) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in store.folder.iterdir()}

    assert modes == dict.fromkeys(("ca.key", "ca.pem", "seal.key", "seal.pem"), 0o600)
    assert store.folder.stat().st_mode & 0o777 == 0o700


def test_keys_are_never_made_twice(store: KeyStore) -> None:
    before = contents(store)

    store.ensure(NOW + dt.timedelta(days=1))

    assert contents(store) == before


def test_of_many_who_make_keys_at_once_one_wins_and_nothing_is_left_over(tmp_path: Path) -> None:
    store = KeyStore(tmp_path / "keys")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.ensure(NOW), range(8)))

    key = load_pem_private_key(store.seal_key_path.read_bytes(), None)
    leaf = x509.load_pem_x509_certificate(store.seal_path.read_bytes())
    assert key.public_key() == leaf.public_key()
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "ca.key").write_text("half a restore")

    with pytest.raises(KeysError, match="not empty"):
        KeyStore(tmp_path / "keys").ensure(NOW)

    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_the_leaf_is_good_for_signing_and_nothing_else(store: KeyStore) -> None:
    leaf = x509.load_pem_x509_certificate(store.seal_path.read_bytes())

    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value

    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert leaf.not_valid_after_utc > NOW + dt.timedelta(days=365 * 20)


def test_our_own_ca_and_those_of_earlier_keys_are_trusted(store: KeyStore, tmp_path: Path) -> None:
    earlier = KeyStore(tmp_path / "earlier")
    earlier.ensure(NOW)
    store.trusted_folder.mkdir()
    earlier.ca_path.rename(store.trusted_folder / "2020.pem")

    assert len(store.trusted()) == 2
    assert store.trusted()[0] == store.ca_path.read_bytes()


def test_what_is_no_certificate_among_the_trusted_is_named(store: KeyStore) -> None:
    store.trusted_folder.mkdir()
    (store.trusted_folder / "notes.pem").write_text("to be bought")

    with pytest.raises(KeysError, match=r"notes\.pem holds no certificate"):
        store.trusted()


def test_of_a_pkcs12_the_certificate_itself_is_trusted_and_not_the_ca_of_others(
    store: KeyStore, tmp_path: Path
) -> None:
    bought = KeyStore(tmp_path / "other", as_p12(store, tmp_path / "seal.p12", "secret"), "secret")

    assert bought.trusted() == (store.seal_path.read_bytes(),)
    assert not bought.is_self_issued


def test_the_certificate_of_a_pkcs12_is_kept_for_later_and_for_auditors(
    store: KeyStore, tmp_path: Path
) -> None:
    bought = KeyStore(tmp_path / "other", as_p12(store, tmp_path / "seal.p12", "secret"), "secret")

    bought.ensure(NOW)

    assert bought.voucher_path.read_bytes() == store.seal_path.read_bytes()
    assert KeyStore(tmp_path / "other").trusted() == bought.trusted()
    assert sorted(path.name for path in bought.folder.iterdir()) == ["trusted"]


def test_own_keys_can_be_made_after_a_pkcs12_was_in_use(store: KeyStore, tmp_path: Path) -> None:
    bought = KeyStore(tmp_path / "other", as_p12(store, tmp_path / "seal.p12", "secret"), "secret")
    bought.ensure(NOW)
    own = KeyStore(tmp_path / "other")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: own.ensure(NOW), range(8)))

    assert own.trusted() == (own.ca_path.read_bytes(), store.seal_path.read_bytes())
    key = load_pem_private_key(own.seal_key_path.read_bytes(), None)
    assert key.public_key() == x509.load_pem_x509_certificate(own.seal_certificate()).public_key()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "other", "seal.p12"]


@pytest.mark.parametrize("content", [None, b"no PKCS#12"])
def test_a_pkcs12_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "seal.p12"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(KeysError, match=r"seal\.p12"):
        KeyStore(tmp_path / "keys", path, "secret").trusted()


def test_a_wrong_passphrase_is_said(store: KeyStore, tmp_path: Path) -> None:
    p12 = as_p12(store, tmp_path / "seal.p12", "secret")

    with pytest.raises(KeysError, match="wrong passphrase"):
        KeyStore(tmp_path / "other", p12, "guess").trusted()


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"days": (-700, -300)}, "is valid from"),
        ({"days": (1, 300)}, "is valid from"),
        ({"usage": "key_agreement"}, "not made for signing"),
        ({"key": Ed25519PrivateKey.generate()}, "kind of key"),
    ],
)
def test_a_certificate_that_cannot_seal_is_refused(facts, message: str, tmp_path: Path) -> None:
    p12 = bought(tmp_path / "seal.p12", **facts)

    with pytest.raises(KeysError, match=message):
        KeyStore(tmp_path / "keys", p12, "secret").check_seal(NOW)


@pytest.mark.parametrize("usage", [None, "digital_signature", "content_commitment"])
def test_a_certificate_that_can_seal_is_accepted(usage: str | None, tmp_path: Path) -> None:
    store = KeyStore(tmp_path / "keys", bought(tmp_path / "seal.p12", usage=usage), "secret")

    store.check_seal(NOW)

    assert store.issuer == "Town"


def bought(
    path: Path,
    *,
    days: tuple[int, int] = (-1, 300),
    usage: str | None = "content_commitment",
    key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey | None = None,
) -> Path:
    """A PKCS#12 file with a certificate of these facts."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Town")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW + dt.timedelta(days=days[0]))
        .not_valid_after(NOW + dt.timedelta(days=days[1]))
    )
    if usage is not None:
        allowed = {each: each == usage for each in USAGES}
        builder = builder.add_extension(x509.KeyUsage(**allowed), critical=True)
    algorithm = None if isinstance(key, Ed25519PrivateKey) else hashes.SHA256()
    leaf = builder.sign(key, algorithm)
    encryption = BestAvailableEncryption(b"secret")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, leaf, None, encryption))
    return path


def test_the_passphrase_is_not_shown(tmp_path: Path) -> None:
    assert "secret" not in repr(KeyStore(tmp_path, None, "secret"))
