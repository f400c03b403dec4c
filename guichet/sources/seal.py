"""The seal on a letter: PAdES with a key that lies on this machine. Imported by the worker process only."""

from __future__ import annotations

import io
from datetime import datetime

from asn1crypto import keys, pem, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from guichet.engine.messages import NotSealed

FIELD = "GuichetSeal"
# Outside of what is shown, so that a screen reader meets no field without words (PDF/UA-1, 7.18.1); the letter itself says that it is sealed.
_PLACE = fields.SigFieldSpec(FIELD, invis_sig_settings=fields.InvisSigSettings(box_out_of_bounds=True), readable_field_name="Guichet")


class PadesSeal:
    """PAdES baseline B with a private key and its certificates, the first of which is the signer's; it certifies that nothing may change."""

    def __init__(self, pem_bytes: bytes) -> None:
        """`pem_bytes` is what a key file holds: a private key without password, then certificates. Raises ValueError when they are not there."""
        found = [(kind, der) for kind, _, der in pem.unarmor(pem_bytes, multiple=True)]
        certificates = [x509.Certificate.load(der) for kind, der in found if kind == "CERTIFICATE"]
        private = [keys.PrivateKeyInfo.load(der) for kind, der in found if kind == "PRIVATE KEY"]
        if not certificates or len(private) != 1:
            raise ValueError("The file of the seal must hold one private key (PKCS 8, PEM) and at least one certificate.")
        self.certificate = certificates[0]
        self._signer = signers.SimpleSigner(certificates[0], private[0], SimpleCertificateStore.from_certs(certificates))

    def seal(self, letter: bytes, at: datetime) -> bytes:
        """Add the seal as an incremental update: what makes the letter archival and readable aloud is untouched. Raises NotSealed."""
        try:
            writer = _Appended(io.BytesIO(letter))
            said = signers.PdfSignatureMetadata(
                FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES
            )
            return _Signer(said, self._signer, new_field_spec=_PLACE).told(at).sign_pdf(writer).getvalue()
        except Exception as problem:
            raise NotSealed(f"seal_{type(problem).__name__}") from problem


class _Appended(IncrementalPdfFileWriter):
    """What is appended holds the seal and nothing else: title, language and days of the letter stay as they were rendered."""

    def _update_meta(self) -> None:
        return


class _Signer(signers.PdfSigner):
    """The signer of the library would ask a clock of its own; this one is told the instant."""

    def told(self, at: datetime) -> _Signer:
        """Note the instant."""
        self._at = at
        return self

    def init_signing_session(self, *given: object, **named: object) -> PdfSigningSession:
        """The same session, at the instant told."""
        session = super().init_signing_session(*given, **named)
        session.system_time = self._at
        return session
