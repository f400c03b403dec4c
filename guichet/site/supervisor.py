"""Several processes held by one: they start together, and when one ends or Ctrl-C comes they all end."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import FrameType

GRACE = 10.0  # seconds a process gets to end by itself
LOOK_EVERY = 0.2  # seconds


class Supervisor:
    """Holds named processes. `start` them, then `wait`: 0 after Ctrl-C or a polite signal, 1 if one of them ended by itself."""

    def __init__(self, commands: Mapping[str, Sequence[str]]) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_end = False

    def start(self) -> None:
        """Start them all, each in a session of its own, so that Ctrl-C reaches only this process."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_end)
        for name, words in self.commands.items():
            self.running[name] = subprocess.Popen(list(words), start_new_session=True, stdin=subprocess.DEVNULL)

    def wait(self) -> int:
        """Watch them until one ends or somebody asks; then end the others and return the exit code."""
        try:
            while not self.asked_to_end:
                if ended := self._ended():
                    sys.stderr.write(f"`guichet {ended}` ended by itself; the others are ended too.\n")
                    return 1
                time.sleep(LOOK_EVERY)
            return 0
        finally:
            self.end()

    def _ended(self) -> str:
        """Return the name of a process that is no longer there, or nothing."""
        return next((name for name, process in self.running.items() if process.poll() is not None), "")

    def end(self) -> None:
        """Ask every process to end, wait for it, and kill what does not listen."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        last = time.monotonic() + GRACE
        for process in self.running.values():
            try:
                process.wait(timeout=max(0.1, last - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _ask_to_end(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_end = True
