"""A mistake in a law file, said in one sentence: where, what is wrong, what to write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """`where` is the path inside the file ("time_limits.decision.length"), `write` what to write instead."""

    file: str
    line: int
    where: str
    what: str
    write: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}, {self.where}: {self.what} {self.write}".rstrip()


class BadLaw(Exception):
    """The law folder cannot be used: `mistakes` says why, one sentence each."""

    def __init__(self, mistakes: list[Mistake]):
        super().__init__("\n".join(str(m) for m in mistakes))
        self.mistakes = mistakes


class NoLawInForce(Exception):
    """No line of the law answers for this procedure, application, region or day."""

    def __init__(self, what: str):
        super().__init__(what)
        self.what = what
