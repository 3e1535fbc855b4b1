"""Commands that have nothing to show say so to people, and nothing to programs."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("told", "en", "zh"),
    [
        ("sites list", "no site is registered yet", "还没有登记站点"),
        ("sources list", "no site is registered yet", "还没有登记站点"),
        ("users list", "no account yet", "还没有账号"),
        ("clients list", "no client yet", "还没有客户端"),
        ("health list", "no list changed", "没有异常的列表"),
        ("reconcile", "no source is active", "没有启用中的采集源"),
        ("report", "there are no notices", "没有信息"),
    ],
)
def test_nothing_to_show_is_said_to_people_alone(tell: Any, told: str, en: str, zh: str) -> None:
    for language, said in (("en", en), ("zh", zh)):
        done = tell(*told.split(), FEDERATOR_LANG=language)
        assert (done.exit_code, done.stdout, said in done.stderr) == (0, "", True)
    assert en not in tell(*told.split(), "--json").output


def test_a_pass_with_nothing_due_says_so(desk: Any, tell: Any) -> None:
    tell("sites", "import", desk.write("a", desk.site()))
    tell("harvest", "--all")
    assert "nothing is due; --all" in tell("harvest").stderr
