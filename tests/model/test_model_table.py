"""Reading TOML that somebody wrote: what is wrong is named as it is written there."""

import pytest

from federator.model.details import in_chinese
from federator.model.table import read_toml


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        (
            "[fetch]\n[fetch]\n",
            "Cannot declare [fetch] twice (at line 2, column 7)",
            "第 2 行第 7 列：[fetch] 已经写过",
        ),
        (
            "[a.b]\nx = 1\n[a]\nb.c = 1\n",
            "Cannot redefine namespace [a.b] (at line 4, column 8)",
            "第 4 行第 8 列：[a.b] 已经写过",
        ),
        (
            "a = [1]\n[[a]]\n",
            "Cannot mutate immutable namespace [a] (at line 2, column 4)",
            "第 2 行第 4 列：[a] 已经写过，不能再添加",
        ),
    ],
)
def test_a_table_written_twice_is_named_as_toml_writes_it(text: str, english: str, chinese: str) -> None:
    with pytest.raises(ValueError, match="Cannot") as caught:
        read_toml(text)
    assert (str(caught.value), in_chinese(str(caught.value))) == (english, chinese)
