"""May this Guichet start? Sentences on unsafe keys, hosts and databases, told before the first request."""

import base64
import binascii
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - as Django calls it
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from guichet.law.bundles import read_law
from guichet.law.mistakes import BadLaw
from guichet.law.signing import check_signed

PLAIN = str.maketrans("-_", "+/")  # both ways of writing base64 are in use
TOLD = 3  # sentences on a law folder that is not signed
SMALLEST_SECRET = 32  # characters
SQLITE_WITH_SAFE_WAL = (3, 51, 3)


@register()
def keys_are_safe(app_configs: object, **options: object) -> list[CheckMessage]:
    """Refuse a missing or short secret key, a vault master key that is not 32 bytes, and a seal without a key file."""
    found: list[CheckMessage] = []
    if len(_secret_key()) < SMALLEST_SECRET:
        found.append(Error("GUICHET_SECRET_KEY is missing or too short. Give it 32 random characters or more.", id="guichet.E001"))
    if not _is_key(settings.VAULT_MASTER_KEY):
        sentence = "GUICHET_VAULT_KEY is missing or is not 32 bytes in base64. Make one, keep a copy: without it the vault stays shut."
        found.append(Error(sentence, id="guichet.E002"))
    if not _is_key(settings.JOURNAL_KEY):
        sentence = "GUICHET_JOURNAL_KEY is missing or is not 32 bytes in base64. It signs the hourly roots of the journal."
        found.append(Error(sentence, id="guichet.E007"))
    return [*found, *_seal_is_there()]


def _seal_is_there() -> list[CheckMessage]:
    """A production seals with a key of its own; whether the key can be used, the worker says when it starts."""
    if settings.OPEN_KEYS or (settings.SEAL_FILE and Path(settings.SEAL_FILE).is_file()):
        return []
    sentence = "GUICHET_SEAL names no file. Name the file (PEM) with the private key and the certificates that seal letters: none leaves unsealed."
    return [Error(sentence, id="guichet.E008")]


@register()
def law_is_signed(app_configs: object, **options: object) -> list[CheckMessage]:
    """Refuse a law folder that is not signed by whoever holds its pen; what was found signed is what this process reads, and it reads it now."""
    if not settings.LAW_KEYS:
        sentence = "GUICHET_LAW_KEYS names no file. Name the file with the public keys of the authorities: only a law that they signed is applied."
        return [] if settings.OPEN_KEYS else [Error(sentence, id="guichet.E009")]
    try:
        unsigned = check_signed(Path(settings.LAW_FOLDER), Path(settings.LAW_KEYS))
        if not unsigned:
            read_law(settings.LAW_FOLDER)
    except BadLaw as bad:
        unsigned = bad.mistakes
    more = f" And {len(unsigned) - TOLD} more: guichet law check --signed" if len(unsigned) > TOLD else ""
    told = " ".join(str(mistake) for mistake in unsigned[:TOLD])
    return [Error(f"The law folder cannot be used. {told}{more}", id="guichet.E010")] if unsigned else []


def _secret_key() -> str:
    try:
        return str(settings.SECRET_KEY)
    except ImproperlyConfigured:  # Django's own answer to an empty one
        return ""


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text.translate(PLAIN), validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


@register()
def hosts_are_named(app_configs: object, **options: object) -> list[CheckMessage]:
    """Refuse a production that answers to any name, or whose debug pages are on."""
    if settings.DEMO or settings.TESTING:
        return []
    found: list[CheckMessage] = []
    if "*" in settings.ALLOWED_HOSTS:
        found.append(Error('GUICHET_HOSTS is "*". Name the hosts this Guichet answers to, with commas between them.', id="guichet.E003"))
    if settings.DEBUG:
        found.append(Error("DEBUG is on. It shows personal data to strangers: switch it off.", id="guichet.E004"))
    return found


@register()
def uploads_are_scanned(app_configs: object, **options: object) -> list[CheckMessage]:
    """Warn of a production without a virus scanner: it starts, but no upload can be opened."""
    if settings.OPEN_KEYS or settings.SCANNER.startswith("clamd "):
        return []
    sentence = "GUICHET_SCANNER names no virus scanner: every upload will wait, and nobody can open it."
    return [Warning(sentence, hint='Write "clamd /run/clamav/clamd.ctl" or "clamd host:3310".', id="guichet.W001")]


@register()
def database_is_safe(app_configs: object, **options: object) -> list[CheckMessage]:
    """Refuse transactions around whole requests, and an old SQLite that would checkpoint by itself."""
    found: list[CheckMessage] = []
    for name in connections:
        values = connections[name].settings_dict
        if values["ATOMIC_REQUESTS"]:
            sentence = f'ATOMIC_REQUESTS is on for the database "{name}". Switch it off: only the desk opens a transaction.'
            found.append(Error(sentence, id="guichet.E005"))
        if connections[name].vendor == "sqlite" and sqlite3.sqlite_version_info < SQLITE_WITH_SAFE_WAL:
            found += _old_sqlite(str(values["OPTIONS"].get("init_command", "")))
    return found


def _old_sqlite(commands: str) -> list[CheckMessage]:
    if "wal_autocheckpoint=0" in commands.replace(" ", ""):
        return []
    danger = f"SQLite {sqlite3.sqlite_version} may lose a page when two connections reset the log."
    sentence = f"{danger} Keep wal_autocheckpoint=0: only `guichet work` checkpoints."
    return [Error(sentence, id="guichet.E006")]
