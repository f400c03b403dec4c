"""In production an unsafe Guichet does not start, and says why in sentences."""

import os
import subprocess
import sys
from base64 import urlsafe_b64encode

import pytest
from django.core.checks import run_checks

from guichet.site.keys import kept_key
from tests.law.pens import signed_copy


def found(settings, **changes):
    settings.DEMO = settings.TESTING = False
    for name, value in changes.items():
        setattr(settings, name, value)
    told = {message.id for message in run_checks()}
    settings.TESTING = True
    return told


def test_the_settings_of_the_tests_are_safe():
    assert not run_checks()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"SECRET_KEY": ""}, "guichet.E001"),
        ({"SECRET_KEY": "short"}, "guichet.E001"),
        ({"VAULT_MASTER_KEY": ""}, "guichet.E002"),
        ({"VAULT_MASTER_KEY": urlsafe_b64encode(b"too short").decode()}, "guichet.E002"),
        ({"ALLOWED_HOSTS": ["*"]}, "guichet.E003"),
        ({"DEBUG": True}, "guichet.E004"),
        ({"JOURNAL_KEY": ""}, "guichet.E007"),
        ({"OPEN_KEYS": False, "SEAL_FILE": ""}, "guichet.E008"),
        ({"OPEN_KEYS": False, "SEAL_FILE": "/no/such/seal.pem"}, "guichet.E008"),
        ({"OPEN_KEYS": False, "LAW_KEYS": ""}, "guichet.E009"),
        ({"LAW_KEYS": "/no/such/keys.yaml"}, "guichet.E010"),
        ({"OPEN_KEYS": False, "SCANNER": ""}, "guichet.W001"),
    ],
)
def test_an_unsafe_setting_is_refused(settings, changes, told):
    assert told in found(settings, **changes)


def test_a_law_that_was_changed_after_it_was_signed_is_refused_with_its_name(settings, tmp_path):
    settings.LAW_FOLDER, keys, _ = signed_copy(tmp_path)
    settings.LAW_KEYS = str(keys)
    assert not run_checks()
    changed = settings.LAW_FOLDER / "letters" / "annex_48.fr.typ"
    changed.write_text(changed.read_text() + "\n")
    [told] = run_checks()
    assert told.id == "guichet.E010"
    assert "letters/annex_48.fr.typ" in told.msg and "And 2 more" in told.msg


def test_a_production_without_keys_does_not_start(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GUICHET_")}
    words = [sys.executable, "-m", "guichet.site.cli", "serve"]
    done = subprocess.run(words, env=environment | {"GUICHET_VAR": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "GUICHET_SECRET_KEY is missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_key_is_made_once_and_read_by_its_owner_only(tmp_path):
    key = kept_key(tmp_path / "var", "vault.key")
    assert kept_key(tmp_path / "var", "vault.key") == key
    assert (tmp_path / "var" / "vault.key").stat().st_mode & 0o777 == 0o600
