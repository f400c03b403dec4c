"""From a form to a command: the questions of an act, its day, its documents, as plain values for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from guichet.casefile.views import ActView
from guichet.engine.words import Actor, Command
from guichet.law.rules import BRINGS, Field
from guichet.portals.answers import Answers
from guichet.portals.speech import in_four
from guichet.portals.uploads import Upload
from guichet.site.clock import day_of

ON_FIELD, ON_REASON = "on", "late_reason"  # the names by which the engine refuses them


def act_fields(act: ActView) -> tuple[Field, ...]:
    """The questions of an act; where the law lets an authority give an earlier day, that day and its reason too."""
    asked = tuple(field for field in act.fields if field.type != "entry")  # a number that only the page of the messages knows
    if not act.earlier_day:
        return asked
    day = Field(ON_FIELD, "day", in_four("Day of the act, if it happened before today"), required=False)
    return (*asked, day, Field(ON_REASON, "long_text", in_four("Why an earlier day"), required=False, personal=True))


def act_command(
    identity: UUID, case: UUID, seen: int, act: ActView, by: Actor, at: datetime, answers: Answers, chosen: Sequence[str], files: Sequence[Upload]
) -> Command:
    """The command of one act. `data` holds the answers by field; "asked" the pieces chosen; "files" what was uploaded."""
    data: dict[str, object] = {name: value for name, value in answers.values.items() if name != ON_FIELD and value is not None}
    on = answers.values.get(ON_FIELD)
    if act.evidence == "choose":
        data["asked"] = list(chosen)
    if act.evidence in BRINGS:
        data["files"] = list(files)
    return Command(identity, case, seen, act.name, by, date.fromisoformat(str(on)) if on else day_of(at), at, data)
