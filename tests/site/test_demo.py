"""The demo is made in a few steps, each of them only once."""

import os
import subprocess
import sys

DEMO = [sys.executable, "-m", "guichet.site.cli", "demo"]


def test_what_was_told_once_is_not_told_again(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GUICHET_")} | {"GUICHET_VAR": str(tmp_path)}
    first = subprocess.run([*DEMO, "--prepare"], env=environment, capture_output=True, text=True)
    assert first.returncode == 0, first.stderr
    size = (tmp_path / "guichet.sqlite3").stat().st_size
    again = subprocess.run([*DEMO, "--prepare"], env=environment, capture_output=True, text=True)
    assert "Tell" not in again.stdout
    assert (tmp_path / "guichet.sqlite3").stat().st_size == size
    assert (tmp_path / "vault.key").stat().st_mode & 0o777 == 0o600


def test_a_taken_port_is_named_with_what_to_do(tmp_path, address):
    port = address.rpartition(":")[2]
    done = subprocess.run([*DEMO, "--port", port], env=os.environ | {"GUICHET_VAR": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stdout
