"""What docs/api.md gives an engineer who has nothing else: its program keeps an exact copy, over real HTTP."""

import re
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from federator.model.revision import RevisionKind, State

DOCUMENT = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")
PROGRAM = next(one for one in re.findall(r"```python\n(.*?)```", DOCUMENT, re.S) if "def keep_copy" in one)


def test_the_program_of_the_documentation_keeps_an_exact_copy(base: str, world: Any, tmp_path: Path) -> None:
    program: dict[str, Any] = {"__name__": "copy"}
    exec(PROGRAM, program)  # noqa: S102 - our own documentation
    ids = [world.publish(category="K2" if number % 3 else "K1") for number in range(12)]
    copy = program["keep_copy"](base, tmp_path / "copy.db")
    assert program["differences"](base, copy) == []
    world.revise(ids[3], RevisionKind.AMENDED, title="改了")
    world.revise(ids[4], RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    world.publish(title="新的", site="hz", source="hz/gg")
    world.publish(title="没有日期，经人放行", published=None)
    assert len(program["differences"](base, copy)) == 4
    copy.close()
    copy = program["keep_copy"](base, tmp_path / "copy.db")
    assert program["differences"](base, copy) == []
    assert copy.execute("SELECT count(*) FROM notices").fetchone() == (13,)
    copy.close()


def test_every_question_of_the_first_hour_is_answered(client: FlaskClient, world: Any) -> None:
    asked = re.findall(r"https://feed\.example\.org(/api/v1/[^'\s]*)", DOCUMENT.partition("## Keys")[0])
    assert len(asked) >= 6
    known = {"C05": "K2", "C07": "K1", "330122": "331121"}
    for address in asked:
        for there, here in known.items():
            address = address.replace(there, here)
        if address.endswith("/search"):
            address += "?q=征收土地&order=published&counts=true"
        assert client.get(address).status_code == 200, address
