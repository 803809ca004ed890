"""People may add their signature in the fields made for it; nothing else may be added."""

import datetime as dt
import io
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from compass.core.workflow import ReviewState
from compass.dossier.inspection import verify
from compass.dossier.keys import KeysError, KeyStore
from compass.dossier.seal import SealWords, load_signer, seal
from compass.dossier.verify import Reason, RegisterEntry, Verdict, Verification, with_register

# pyHanko leaves the font of a stamp open when it signs.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

TODAY = dt.date(2026, 12, 1)


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> KeyStore:
    """Somebody with a key of their own, from a CA of their own."""
    store = KeyStore(tmp_path_factory.mktemp("person") / "keys")
    store.ensure(dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    return store


def countersigned(pdf: bytes, person: KeyStore, field: str, *, is_new: bool = False) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if is_new:
        place = fields.SigFieldSpec(field, on_page=0, box=(300, 300, 400, 340))
        fields.append_signature_field(writer, place)
    metadata = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    output = io.BytesIO()
    signers.PdfSigner(metadata, signer=load_signer(person)).sign_pdf(
        writer, existing_fields_only=True, output=output
    )
    return output.getvalue()


def check(pdf: bytes, *trust: bytes) -> Verification:
    return verify(pdf, trust=trust, today=TODAY)


def test_the_lead_s_and_the_officer_s_signatures_leave_the_seal_intact(sealed, person) -> None:
    ca = person.ca_path.read_bytes()

    once = countersigned(sealed.pdf, person, "TeamLead")
    twice = countersigned(once, person, "EthicsOfficer")

    found = check(twice, sealed.ca, ca)
    assert found.verdict is Verdict.COUNTERSIGNED
    assert found.reasons == (Reason.SEAL_INTACT,)
    assert len(found.countersigned_by) == 2


def test_a_signature_that_nobody_vouches_for_is_called_so(sealed, person) -> None:
    found = check(countersigned(sealed.pdf, person, "TeamLead"), sealed.ca)

    assert found.verdict is Verdict.COUNTERSIGNED
    assert Reason.SIGNER_NOT_TRUSTED in found.reasons


def test_a_signature_does_not_lend_trust_to_an_unknown_seal(sealed, person) -> None:
    found = check(countersigned(sealed.pdf, person, "TeamLead"), person.ca_path.read_bytes())

    assert found.verdict is Verdict.UNKNOWN_KEY


def test_a_field_that_was_not_made_for_it_is_refused(sealed, person) -> None:
    forged = countersigned(sealed.pdf, person, "Minister", is_new=True)

    assert check(forged, sealed.ca, person.ca_path.read_bytes()).verdict is Verdict.ALTERED


def test_a_changed_signature_is_found(sealed, person) -> None:
    signed = bytearray(countersigned(sealed.pdf, person, "TeamLead"))
    signed[-2000] ^= 1

    found = check(bytes(signed), sealed.ca, person.ca_path.read_bytes())

    assert found.verdict not in (Verdict.GENUINE, Verdict.COUNTERSIGNED)


def test_the_register_knows_a_countersigned_file_by_its_record(sealed, person) -> None:
    class Known:
        def lookup(self, digest: str, file_sha256: str) -> RegisterEntry:
            return RegisterEntry(ReviewState.SEALED, is_known_file=False)

    found = with_register(check(countersigned(sealed.pdf, person, "TeamLead"), sealed.ca), Known())

    assert found.verdict is Verdict.COUNTERSIGNED
    assert Reason.IN_REGISTER in found.reasons
    assert Reason.OTHER_FILE not in found.reasons


def test_sealed_with_a_pkcs12_the_dossier_is_genuine_by_its_certificate_alone(
    sealed, person, tmp_path: Path
) -> None:
    p12 = as_p12(person, tmp_path / "seal.p12", "secret")
    bought = KeyStore(tmp_path / "keys", p12, "secret")
    unsealed = sealed.pdf[: sealed.pdf.index(b"%%EOF") + len(b"%%EOF\n")]

    found = seal(unsealed, load_signer(bought), SealWords("Sealed", "today"))

    assert check(found, *bought.trusted()).verdict is Verdict.GENUINE
    assert check(found, sealed.ca).verdict is Verdict.UNKNOWN_KEY


def test_a_wrong_passphrase_is_no_signature(person, tmp_path: Path) -> None:
    p12 = as_p12(person, tmp_path / "seal.p12", "secret")

    with pytest.raises(KeysError, match=r"seal\.p12"):
        load_signer(KeyStore(tmp_path / "keys", p12, "guess"))


def as_p12(store: KeyStore, path: Path, passphrase: str) -> Path:
    key = load_pem_private_key(store.seal_key_path.read_bytes(), None)
    leaf = x509.load_pem_x509_certificate(store.seal_path.read_bytes())
    ca = x509.load_pem_x509_certificate(store.ca_path.read_bytes())
    encryption = BestAvailableEncryption(passphrase.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, leaf, [ca], encryption))
    return path
