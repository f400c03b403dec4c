"""Several processes held by one: they end together."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from guichet.site.supervisor import Supervisor

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
ENDS = [sys.executable, "-c", "raise SystemExit(3)"]


def test_when_one_ends_by_itself_the_others_are_ended(monkeypatch, capsys):
    monkeypatch.setattr(signal, "signal", lambda number, action: None)
    held = Supervisor({"serve": SLEEPS, "work": ENDS})
    held.start()
    assert held.wait() == 1
    assert "`guichet work` ended" in capsys.readouterr().err
    assert all(process.poll() is not None for process in held.running.values())


def test_ctrl_c_ends_them_all_and_is_no_mistake():
    script = f"""
        from guichet.site.supervisor import Supervisor
        held = Supervisor({{"serve": {SLEEPS!r}}})
        held.start()
        print(held.running["serve"].pid, flush=True)
        raise SystemExit(held.wait())
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True)
    child = int(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == 0
    process.stdout.close()
    assert not Path(f"/proc/{child}").exists()
