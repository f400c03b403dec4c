"""The same life in SpiffWorkflow: parsed once, its own JSON serializer, one row updated and made durable at every step."""

import sqlite3
import time
from pathlib import Path

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

LIFE = Path(__file__).with_name("life.bpmn")
FACTS = {  # what the rules look at, carried by the state of a file in both engines
    "procedure": "demo", "region": "demo", "worker_age": 34, "worker_nationality": "IND", "first_state": "DEU", "work_as": "specialist",
    "monthly_pay": "6200.00", "host_municipality": "21004", "residence_municipality": "21001", "post": "IN-DEL", "passport_until": "2031-05-04",
    "first_permit_until": "2028-06-30", "employment_from": "2026-09-02", "employment_until": "2027-11-02", "planned_arrival_on": "2026-09-02",
    "lawfully_present": False, "posted": True,
}  # fmt: skip
LIFE_LIVED = [  # the same twelve acts as the story of the demo
    ("submit", FACTS), ("check", {"outcome": "admissible"}), ("work", {"work": "yes", "work_authorised_until": "2027-11-02"}),
    ("review", {"outcome": "decided", "stay": "yes", "stay_authorised_until": "2027-11-02"}), ("visa", {"visa": "yes", "visa_until": "2026-12-01"}),
    ("entry", {"entered_on": "2026-09-02"}), ("take_over", {"municipality": "21001"}), ("register", {}), ("residence", {"residence": "found"}),
    ("aliens_register", {}), ("order", {}), ("deliver", {}),
]  # fmt: skip
STEPS = len(LIFE_LIVED)


class OtherEngine:
    """The engine with its specification, its serializer and its database, kept open as a process would."""

    def __init__(self, folder: Path) -> None:
        parser = BpmnParser()
        parser.add_bpmn_file(str(LIFE))
        self.spec = parser.get_spec("life")
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        self.path = folder / "other-engine.sqlite3"
        self.connection = _database(self.path)
        self.lived = 0

    def lives_per_second(self, lives: int) -> float:
        """Run so many whole lives, each step in a transaction of its own at synchronous=FULL, and return how many a second."""
        began = time.perf_counter()
        for _ in range(lives):
            self.lived += 1
            _live(self.connection, self.serializer, BpmnWorkflow(self.spec), self.lived)
        return lives / (time.perf_counter() - began)


def _database(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute("CREATE TABLE IF NOT EXISTS life (number INTEGER PRIMARY KEY, state TEXT NOT NULL)")
    return connection


def _live(connection: sqlite3.Connection, serializer: BpmnWorkflowSerializer, workflow: BpmnWorkflow, number: int) -> None:
    """Each step reads the state, does one task with what it decides, and writes the state back, as a request would."""
    connection.execute("INSERT INTO life VALUES (?, ?)", (number, serializer.serialize_json(workflow)))
    for task, said in LIFE_LIVED:
        connection.execute("BEGIN IMMEDIATE")
        (state,) = connection.execute("SELECT state FROM life WHERE number = ?", (number,)).fetchone()
        now = serializer.deserialize_json(state)
        now.do_engine_steps()
        ready = next(one for one in now.get_tasks(state=TaskState.READY, manual=True) if one.task_spec.name == task)
        ready.data.update(said)
        ready.run()
        now.do_engine_steps()
        connection.execute("UPDATE life SET state = ? WHERE number = ?", (serializer.serialize_json(now), number))
        connection.execute("COMMIT")
