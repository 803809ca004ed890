"""The envelope of a seal: the bytes that a signature cannot cover, because it stands in them.

Nothing there changes what was sealed, but a file that differs in one bit is not the file that was
sealed. So the envelope has to be what we write, byte for byte.
"""

from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature


def is_as_written(pdf: bytes, signature: Any) -> bool:
    """``signature`` is pyHanko's, with one signer who was found valid."""
    offset, length, rest, _length = signature.byte_range
    gap = pdf[offset + length : rest]
    written = _expected(signature).hex().upper().encode()
    return gap == b"<" + written.ljust(len(gap) - 2, b"0") + b">" and _is_path(signature)


def whole_path(certificates: list[x509.Certificate]) -> bool:
    """Whether each was issued by another of them or by itself: then a changed one is found."""
    return all(any(_issued(each, by) for by in certificates) for each in certificates)


def _expected(signature: Any) -> bytes:
    """The envelope made again, of nothing but what the signature vouches for, and certificates."""
    [info] = signature.signed_data["signer_infos"]
    digest_algorithm = {"algorithm": info["digest_algorithm"]["algorithm"].native}
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                name="issuer_and_serial_number",
                value={
                    "issuer": signature.signer_cert.issuer,
                    "serial_number": signature.signer_cert.serial_number,
                },
            ),
            "digest_algorithm": digest_algorithm,
            "signed_attrs": info["signed_attrs"],
            "signature_algorithm": {"algorithm": info["signature_algorithm"]["algorithm"].native},
            "signature": info["signature"],
        }
    )
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [digest_algorithm],
            "encap_content_info": {"content_type": "data"},
            "certificates": signature.signed_data["certificates"],
            "signer_infos": [signer],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


def _is_path(signature: Any) -> bool:
    """The signer's own certificate is vouched for; each of the others must belong to its path."""
    others = [signature.signer_cert, *signature.other_embedded_certs]
    loaded = [x509.load_der_x509_certificate(each.dump()) for each in others]
    return len(loaded) == 1 or whole_path(loaded)


def _issued(certificate: x509.Certificate, by: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(by)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True
