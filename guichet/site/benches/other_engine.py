"""The same life in SpiffWorkflow: parsed once, its own JSON serializer, one row updated and made durable at every step."""

import sqlite3
import time
from pathlib import Path

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

LIFE = Path(__file__).with_name("life.bpmn")
STEPS = 12


def lives_per_second(folder: Path, lives: int) -> float:
    """Run so many whole lives, each step in a transaction of its own at synchronous=FULL, and return how many a second."""
    parser = BpmnParser()
    parser.add_bpmn_file(str(LIFE))
    spec = parser.get_spec("life")
    connection = _database(folder / "other-engine.sqlite3")
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
    began = time.perf_counter()
    for number in range(lives):
        _live(connection, serializer, BpmnWorkflow(spec), number)
    took = time.perf_counter() - began
    connection.close()
    return lives / took


def _database(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS life (number INTEGER PRIMARY KEY, state TEXT NOT NULL)")
    connection.execute("DELETE FROM life")
    return connection


def _live(connection: sqlite3.Connection, serializer: BpmnWorkflowSerializer, workflow: BpmnWorkflow, number: int) -> None:
    """Each step reads the state, does one task, and writes the state back, as a request would."""
    connection.execute("INSERT INTO life VALUES (?, ?)", (number, serializer.serialize_json(workflow)))
    for _ in range(STEPS):
        connection.execute("BEGIN IMMEDIATE")
        (state,) = connection.execute("SELECT state FROM life WHERE number = ?", (number,)).fetchone()
        now = serializer.deserialize_json(state)
        now.do_engine_steps()
        next(iter(now.get_tasks(state=TaskState.READY, manual=True))).run()
        now.do_engine_steps()
        connection.execute("UPDATE life SET state = ? WHERE number = ?", (serializer.serialize_json(now), number))
        connection.execute("COMMIT")
    if not now.is_completed():
        raise AssertionError("The other engine did not come to the end of the life.")
