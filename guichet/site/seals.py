"""Which seal this Guichet puts on its letters: the key file of the settings, or one made here for the demo and the tests."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from guichet.letters.seal import Seal
from guichet.site.keys import kept_text

OWN = "seal.pem"
NAME = "Guichet, test seal made on this machine"
VALID = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC))  # the clock of a demo may be moved


def seal() -> Seal:
    """The seal of the settings. Raises OSError or ValueError for a key file that cannot be used; `guichet work` then does not start."""
    return _opened(key_file())


def key_file() -> Path:
    """The file of key and certificates; in the demo and the tests it is made on first use, in the folder of what they write."""
    if settings.SEAL_FILE:
        return Path(settings.SEAL_FILE)
    if not settings.OPEN_KEYS:
        raise FileNotFoundError("GUICHET_SEAL")
    kept_text(settings.VAR, OWN, _made)
    return Path(settings.VAR) / OWN


@cache
def _opened(path: Path) -> Seal:
    from guichet.sources.seal import PadesSeal  # it belongs to the worker process only

    return PadesSeal(path.read_bytes())


def _made() -> str:
    """A key and a certificate that it signed itself: good for showing, worth nothing before a court."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    may = x509.KeyUsage(True, True, *[False] * 7)  # sign, and not deny it
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(VALID[0]).not_valid_after(VALID[1]).add_extension(may, critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return (private + certificate.public_bytes(serialization.Encoding.PEM)).decode("ascii")
