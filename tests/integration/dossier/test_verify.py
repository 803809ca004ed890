"""Verification: what is genuine is called so, and no forgery is."""

import datetime as dt
import io
import random
import re
import time

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from compass.core.workflow import ReviewState
from compass.dossier.inspection import verify
from compass.dossier.keys import KeyStore
from compass.dossier.press import DossierPress
from compass.dossier.seal import SealWords, load_signer, seal
from compass.dossier.verify import Reason, RegisterEntry, Verdict, Verification, with_register

# pyHanko leaves the font of the stamp open when it seals; the press ends that in its child.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

TODAY = dt.date(2026, 12, 1)


def check(pdf: bytes, *trust: bytes, today: dt.date = TODAY) -> Verification:
    return verify(pdf, trust=trust, today=today)


def saved(pdf: pikepdf.Pdf) -> bytes:
    output = io.BytesIO()
    pdf.save(output)
    return output.getvalue()


def appended(pdf: bytes, number: int, body: bytes) -> bytes:
    """An incremental update that replaces one object, written by hand as an attacker would."""
    start = pdf.rfind(b"startxref") + len(b"startxref")
    previous = int(pdf[start:].split()[0])
    with pikepdf.open(io.BytesIO(pdf)) as read:
        size, root = read.trailer.Size, read.Root.objgen[0]
    offset = len(pdf) + 1
    update = b"\n%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, offset)
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (size, root, previous)
    return pdf + update + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (offset + len(update) - 1)


def unsealed(pdf: bytes) -> bytes:
    """The first revision: as it was printed."""
    return pdf[: pdf.index(b"%%EOF") + len(b"%%EOF\n")]


def stream_object(content: bytes, extra: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (extra, len(content), content)


def test_our_own_dossier_is_genuine_with_nothing_but_the_ca(sealed) -> None:
    found = check(sealed.pdf, sealed.ca)

    assert found.verdict is Verdict.GENUINE
    assert found.digest == sealed.issued.digest
    assert found.record == sealed.record
    assert not found.is_register_consulted


def test_the_press_gives_the_same_answer(sealed, press: DossierPress) -> None:
    found = press.verify(sealed.pdf, trust=[sealed.ca], today=TODAY)

    assert found == check(sealed.pdf, sealed.ca)


def test_without_a_trusted_certificate_the_key_is_unknown(sealed) -> None:
    assert check(sealed.pdf).verdict is Verdict.UNKNOWN_KEY


def test_a_dossier_says_by_itself_when_its_decision_has_expired(sealed) -> None:
    assert check(sealed.pdf, sealed.ca, today=dt.date(2031, 1, 1)).verdict is Verdict.EXPIRED


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.6])
def test_one_flipped_bit_is_found(sealed, share: float) -> None:
    forged = bytearray(sealed.pdf)
    forged[int(len(forged) * share)] ^= 1

    assert check(bytes(forged), sealed.ca).verdict in (Verdict.ALTERED, Verdict.NOT_A_DOSSIER)


def test_one_flipped_bit_in_the_seal_itself_is_found(sealed) -> None:
    """A signature cannot cover the bytes in which it stands."""
    [envelope] = re.finditer(rb"/Contents <([0-9A-F]+)>", sealed.pdf)
    chance = random.Random(20261125)  # noqa: S311  # which bits does not matter

    for _ in range(150):
        forged = bytearray(sealed.pdf)
        forged[chance.randrange(*envelope.span(1))] ^= 1 << chance.randrange(8)

        assert check(bytes(forged), sealed.ca).verdict is not Verdict.GENUINE


def test_page_text_replaced_by_an_update_is_found(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        number = pdf.pages[0].Contents.objgen[0]

    forged = appended(sealed.pdf, number, stream_object(b"BT ET"))

    assert check(forged, sealed.ca).verdict is Verdict.ALTERED


def test_a_record_replaced_by_an_update_is_found(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        pairs = list(pdf.Root.Names.EmbeddedFiles.Names)
        number = pairs[1].EF.F.objgen[0]

    forged = appended(sealed.pdf, number, stream_object(sealed.record.replace(b"helps", b"harms")))

    assert check(forged, sealed.ca).verdict is Verdict.ALTERED


def test_a_comment_after_the_end_is_found(sealed) -> None:
    assert check(sealed.pdf + b"\n% more\n", sealed.ca).verdict is Verdict.ALTERED


def test_cut_back_to_the_unsigned_revision_it_is_altered(sealed) -> None:
    first_end = sealed.pdf.index(b"%%EOF") + len(b"%%EOF\n")

    assert check(sealed.pdf[:first_end], sealed.ca).verdict is Verdict.ALTERED


def test_a_stripped_signature_is_found(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if "/V" in field:
                del field.V
        stripped = saved(pdf)

    assert check(stripped, sealed.ca).verdict is Verdict.ALTERED


def test_a_file_saved_again_is_altered(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        again = saved(pdf)

    assert check(again, sealed.ca).verdict is Verdict.ALTERED


def test_sealed_by_another_key_with_the_same_names_it_is_unknown(sealed, tmp_path) -> None:
    other = KeyStore(tmp_path / "keys")
    other.ensure(dt.datetime(2026, 10, 1, tzinfo=dt.UTC))
    forged = seal(unsealed(sealed.pdf), load_signer(other), SealWords("Sealed", "today"))

    assert check(forged, sealed.ca).verdict is Verdict.UNKNOWN_KEY
    assert check(forged, other.ca_path.read_bytes()).verdict is Verdict.GENUINE


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\nnothing", b"PK\x03\x04" * 100])
def test_what_is_no_dossier_is_called_so(content: bytes) -> None:
    assert check(content).verdict is Verdict.NOT_A_DOSSIER


def test_a_hundred_megabytes_of_noise_are_refused_at_once(press: DossierPress) -> None:
    found = press.verify(b"\x9c" * 100_000_000, trust=[], today=TODAY)

    assert found.verdict is Verdict.NOT_A_DOSSIER
    assert found.reasons == ("too-large",)


class OneEntry:
    def __init__(self, entry: RegisterEntry | None) -> None:
        self.entry = entry

    def lookup(self, digest: str, file_sha256: str) -> RegisterEntry | None:
        return self.entry


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        (ReviewState.SEALED, Verdict.GENUINE),
        (ReviewState.SUPERSEDED, Verdict.SUPERSEDED),
        (ReviewState.EXPIRED, Verdict.EXPIRED),
        (ReviewState.WITHDRAWN, Verdict.WITHDRAWN),
    ],
)
def test_the_register_knows_what_became_of_it(sealed, state, verdict) -> None:
    found = with_register(check(sealed.pdf, sealed.ca), OneEntry(RegisterEntry(state, True)))

    assert found.verdict is verdict
    assert found.is_register_consulted
    assert "in-register" in found.reasons


def test_the_register_says_when_it_does_not_know_a_dossier(sealed) -> None:
    found = with_register(check(sealed.pdf, sealed.ca), OneEntry(None))

    assert "not-in-register" in found.reasons


def test_the_register_does_not_save_a_forgery(sealed) -> None:
    forged = check(sealed.pdf + b"\n% more\n", sealed.ca)

    found = with_register(forged, OneEntry(RegisterEntry(ReviewState.SEALED, True)))

    assert found.verdict is Verdict.ALTERED


def test_after_its_certificate_has_run_out_the_key_is_unknown_and_it_says_why(sealed) -> None:
    found = check(sealed.pdf, sealed.ca, today=dt.date(2056, 1, 1))

    assert found.verdict is Verdict.UNKNOWN_KEY
    assert found.reasons == (Reason.KEY_EXPIRED,)


def test_ten_years_later_the_seal_still_holds(sealed) -> None:
    found = check(sealed.pdf, sealed.ca, today=dt.date(2036, 11, 23))

    assert found.verdict is Verdict.EXPIRED
    assert Reason.SEAL_INTACT in found.reasons


def test_what_is_no_certificate_is_not_the_file_s_fault(sealed) -> None:
    with pytest.raises(ValueError, match="certificate"):
        check(sealed.pdf, b"-----BEGIN NOTHING-----\n-----END NOTHING-----\n")


def test_two_hundred_flipped_bits_are_all_found(sealed) -> None:
    chance = random.Random(20261123)  # noqa: S311  # a fixed choice of places, no secret
    start, end = signature_gap(sealed.pdf)
    places = [place for place in chance.sample(range(len(sealed.pdf)), 220)
              if not start <= place < end][:200]  # fmt: skip

    verdicts = set()
    for place in places:
        forged = bytearray(sealed.pdf)
        forged[place] ^= 1 << chance.randrange(8)
        verdicts.add(check(bytes(forged), sealed.ca).verdict)

    assert verdicts <= {Verdict.ALTERED, Verdict.NOT_A_DOSSIER}


def signature_gap(pdf: bytes) -> tuple[int, int]:
    """Where the signature itself stands: it cannot cover itself."""
    numbers = pdf[pdf.rindex(b"/ByteRange") :].split(b"[")[1].split(b"]")[0].split()
    first, length, second, _rest = (int(number) for number in numbers)
    return first + length, second


def test_verification_takes_less_than_a_second_and_a_half(sealed) -> None:
    before = time.process_time()

    check(sealed.pdf, sealed.ca)

    assert time.process_time() - before < 1.5


def test_noise_behind_the_head_of_a_pdf_is_no_dossier(press: DossierPress) -> None:
    noise = b"%PDF-1.7\n" + random.Random(1).randbytes(4_000_000)  # noqa: S311  # no secret

    assert press.verify(noise, trust=[], today=TODAY).verdict is Verdict.NOT_A_DOSSIER


def test_a_dossier_without_its_record_is_altered(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        del pdf.Root.Names
        without = saved(pdf)

    found = check(without, sealed.ca)

    assert found.verdict is Verdict.ALTERED
    assert found.reasons == (Reason.NO_RECORD,)


@pytest.mark.parametrize("content", [b"{}", b"\xff", b"[" * 100_000])
def test_a_record_that_is_none_is_altered_even_under_our_seal(
    sealed, press: DossierPress, content: bytes
) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        del pdf.Root.AcroForm.Fields[0].V
        del pdf.Root.Perms
        pdf.attachments["record.json"] = pikepdf.AttachedFileSpec(
            pdf, content, filename="record.json"
        )
        forged = saved(pdf)

    resealed = seal(forged, load_signer(press.keys), SealWords("Sealed", "today"))

    assert check(resealed, sealed.ca).verdict is Verdict.ALTERED


def test_a_certificate_in_the_pkcs12_without_its_issuer_is_left_out(
    bought: KeyStore, press: DossierPress, sealed, tmp_path
) -> None:
    """Nobody could tell whether it was changed."""
    loaded = pkcs12.load_pkcs12(bought.p12.read_bytes(), b"secret")
    stray = x509.load_pem_x509_certificate(press.keys.seal_path.read_bytes())
    half = tmp_path / "half.p12"
    half.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"seal", loaded.key, loaded.cert.certificate, [stray], BestAvailableEncryption(b"x")
        )
    )
    signer = load_signer(KeyStore(tmp_path / "keys", half, "x"))

    pdf = seal(unsealed(sealed.pdf), signer, SealWords("Sealed by the town", "today"))

    assert check(pdf, bought.seal_certificate()).verdict is Verdict.GENUINE
    assert stray.public_bytes(Encoding.DER).hex().encode() not in pdf.lower()
