"""Virus scanners: clamd through its socket, a fake that knows the EICAR test file, and one that fails in every way a scanner can."""

from __future__ import annotations

import re
import socket
import zlib
from collections.abc import Iterator
from pathlib import Path

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CHUNK = 1024 * 1024
UNPACKED = 1024 * 1024  # bytes of one packed stream that the fake looks into
SECONDS = 20.0


class NotScanned(Exception):
    """The scanner did not answer, or not in words that can be understood: the file waits."""


class FakeScanner:
    """Knows one harmless virus, also inside a comment of a picture or a packed stream of a PDF."""

    def scan(self, content: bytes) -> str:
        """The name of what was found, "" if the file is clean."""
        return "Eicar-Test-Signature" if EICAR in content or any(EICAR in part for part in _unpacked(content)) else ""


class FailingScanner:
    """Fails on purpose: it is "down", it "hangs" until the time is over, or it answers "nonsense"."""

    def __init__(self, how: str = "down") -> None:
        self.how = how

    def scan(self, content: bytes) -> str:
        """Raises NotScanned, always."""
        if self.how == "nonsense":
            return _verdict("ZZZ ???")
        raise NotScanned(self.how)


class Clamd:
    """The scanner of ClamAV, asked by INSTREAM: a path is a local socket, "host:port" a machine."""

    def __init__(self, where: str, seconds: float = SECONDS) -> None:
        self.where, self.seconds = where, seconds

    def scan(self, content: bytes) -> str:
        """The name of what was found, "" if the file is clean. Raises NotScanned."""
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), CHUNK):
                    part = content[start : start + CHUNK]
                    line.sendall(len(part).to_bytes(4, "big") + part)
                line.sendall(b"\0\0\0\0")
                answer = line.recv(4096)
        except OSError as problem:
            raise NotScanned(type(problem).__name__) from None
        return _verdict(answer.rstrip(b"\0\n").decode("utf-8", "replace"))

    def _connected(self) -> socket.socket:
        if Path(self.where).is_absolute():
            line = socket.socket(socket.AF_UNIX)
            line.settimeout(self.seconds)
            line.connect(self.where)
            return line
        host, _, port = self.where.rpartition(":")
        return socket.create_connection((host, int(port)), self.seconds)


def _verdict(answer: str) -> str:
    """"stream: OK" is clean, "stream: Name FOUND" is not; whatever else is said, the file was not scanned."""
    if answer == "stream: OK":
        return ""
    found = re.fullmatch(r"stream: (\S+) FOUND", answer)
    if found is None:
        raise NotScanned("nonsense")
    return found[1]


def _unpacked(content: bytes) -> Iterator[bytes]:
    for packed in re.finditer(rb"stream\r?\n", content):
        try:
            yield zlib.decompressobj().decompress(content[packed.end() : packed.end() + UNPACKED], UNPACKED)
        except zlib.error:
            continue
