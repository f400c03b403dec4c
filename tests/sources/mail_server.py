"""A mail server of twenty lines on this machine: keeps what it is given, or answers as told."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


class MailBin(socketserver.ThreadingTCPServer):
    """What arrived, by Message-ID; `answer` is what it says to a recipient."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mails: list[str] = []
        self.answer = "250 ok"

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split(" ")[0].upper()
            if word == "DATA":
                self.say("354 go on")
                self.server.mails.append(self.text())
                self.say("250 kept")
            elif word == "QUIT":
                return self.say("221 bye")
            else:
                self.say(self.server.answer if word == "RCPT" else "250 ok")
        return None

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def text(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)


@contextmanager
def mail_server() -> Iterator[MailBin]:
    """Listen until the block ends."""
    with MailBin() as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()
