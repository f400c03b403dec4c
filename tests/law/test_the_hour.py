"""The hour that law/README.md promises a lawyer: its blocks, pasted where it says, make a procedure that runs."""

import re
import shutil
from pathlib import Path

from guichet.engine.examples import run_file_or_folder
from guichet.engine.vocabulary import VOCABULARY
from guichet.law.check import mistakes
from guichet.law.skeleton import begin
from tests.law.pens import DAY, LAW

NAME = "harvest-help"


def test_what_the_readme_says_to_paste_makes_a_procedure_that_runs(tmp_path: Path) -> None:
    law = Path(shutil.copytree(LAW, tmp_path / "law"))
    hour = (LAW / "README.md").read_text().partition("## An hour")[2].partition("\n## ")[0]
    source, examples, rules, region = re.findall(r"```yaml\n(.*?)```", hour, re.S)
    begin(law, NAME, DAY)
    place = law / "procedures" / NAME
    (law / "acts.yaml").write_text((law / "acts.yaml").read_text() + source)
    (place / "examples.yaml").write_text(examples)
    before = Path(shutil.copytree(law, tmp_path / "before"))  # a process reads a folder once
    failing = [one for one in run_file_or_folder(before / "procedures" / NAME, before)[0] if one.differences]
    assert len(failing) == 2, "before the rules are written nothing counts days"
    trunk = (place / "procedure.yaml").read_text().replace("time_limits: []\n", rules)
    (place / "procedure.yaml").write_text(re.sub("in_force_from: .*", "in_force_from: 2027-03-01", trunk))
    (place / "flanders.yaml").write_text((place / "flanders.yaml").read_text().replace("replace: []\n", region))
    assert [str(one) for one in mistakes(place, VOCABULARY)] == []
    results, wrong = run_file_or_folder(place, law)
    assert not wrong and [one.differences for one in results] == [(), (), ()]
