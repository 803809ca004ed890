"""The organisation's seal on a dossier: PAdES B-B, certifying, in the field made for it."""

import io
import string
from dataclasses import dataclass
from typing import Any

from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.font.api import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from compass.dossier.envelope import whole_path
from compass.dossier.fields import SEAL
from compass.dossier.fonts import small_font
from compass.dossier.keys import KeysError, KeyStore

LEVEL = "PAdES B-B"


@dataclass(frozen=True)
class SealWords:
    """What the visible stamp says, in the language of the dossier."""

    sealed_by: str
    at: str


class _Writer(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        """The metadata stay as they were printed: pyHanko writes the claims in another form."""


class _StampFont(FontEngineFactory):
    """For this text, and for the digits of any other day."""

    def __init__(self, text: str) -> None:
        self.content = small_font(frozenset(text) - {"\n"} | frozenset(string.digits))

    def create_font_engine(self, writer: Any, obj_stream: Any = None) -> GlyphAccumulator:
        """Any: as pyHanko's own, which are untyped here."""
        return GlyphAccumulator(
            writer, io.BytesIO(self.content), font_size=9, obj_stream=obj_stream
        )


class _Signer(signers.PdfSigner):
    def register_extensions(self, *args: Any, **kwargs: Any) -> None:
        """Leave the catalogue alone: the file stays the PDF 1.7 that PDF/A-3 asks for."""


def load_signer(keys: KeyStore) -> signers.SimpleSigner:
    """The signing key; raises KeysError when it cannot be read."""
    kind: Any = signers.SimpleSigner  # its loaders are untyped
    signer: signers.SimpleSigner | None
    if keys.p12 is not None:
        signer = kind.load_pkcs12(str(keys.p12), passphrase=keys.passphrase.encode())
        if signer is not None and not _has_whole_path(signer):
            signer = kind(signer.signing_cert, signer.signing_key, _no_others())
    else:
        chain = [str(keys.ca_path)]
        signer = kind.load(str(keys.seal_key_path), str(keys.seal_path), ca_chain_files=chain)
    if signer is None:
        raise KeysError(f"{keys.p12 or keys.seal_key_path} cannot be read: file or passphrase")
    return signer


def _no_others() -> SimpleCertificateStore:
    store: Any = SimpleCertificateStore  # untyped as well
    empty: SimpleCertificateStore = store()
    return empty


def _has_whole_path(signer: signers.SimpleSigner) -> bool:
    """Half a path is left out: nobody could tell whether a certificate in it was changed."""
    found = {each.dump() for each in (signer.signing_cert, *signer.cert_registry)}
    return whole_path([load_der_x509_certificate(each) for each in found])


def seal(pdf: bytes, signer: signers.SimpleSigner, words: SealWords) -> bytes:
    """The sealed file. Later countersignatures may fill their own fields and nothing else."""
    metadata = signers.PdfSignatureMetadata(
        field_name=SEAL,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
    )
    style = TextStampStyle(
        stamp_text="%(sealed_by)s\n%(at)s",
        text_box_style=TextBoxStyle(
            font=_StampFont(words.sealed_by + words.at), font_size=9, border_width=0
        ),
        border_width=0,
        background=None,
    )
    writer = _Writer(io.BytesIO(pdf))
    output = io.BytesIO()
    _Signer(metadata, signer=signer, stamp_style=style).sign_pdf(
        writer,
        existing_fields_only=True,
        output=output,
        appearance_text_params={"sealed_by": words.sealed_by, "at": words.at},
    )
    return output.getvalue()
