"""A sample page of the lists of a desk: late, within a week, later, without a day, and only expected."""

from datetime import date, timedelta

from guichet.casefile.queues import QueueLine, QueueList
from guichet.people.store import Viewer
from guichet.portals.desk_law import laws_of_today
from tests.portals import sample_case


def queue_list(viewer: Viewer) -> QueueList:
    """One line of each kind, for a municipality or a post."""
    rules = laws_of_today()[0]
    queues = [one for one in rules.queues if one.role == viewer.role]
    days = [sample_case.TODAY + timedelta(days=n) for n in (-3, 0, 4, 12, 40)] + [None, None]
    lines = []
    for n, day in enumerate(days):
        queue = queues[n % len(queues)]
        acts = tuple((name, rules.acts[name].title) for name in queue.acts) if n < 5 else ()
        title = rules.documents["annex_49_arrival"].title if day else None
        lines.append(
            QueueLine(
                sample_case.NUMBER, "Meera Narayanan-Thiruvananthapuram", n != 6, queue.name, rules.phases[queue.phases[0]].status, date(2026, 3, 4),
                None, title, day, acts,
            )
        )  # fmt: skip
    return QueueList(tuple(lines), {"all": len(lines), **{one.name: 1 for one in queues}})
