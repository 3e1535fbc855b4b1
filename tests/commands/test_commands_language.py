"""The command line in Chinese: our words and those of click."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import federator
from federator.cli import main
from federator.terminal import as_one_text, teach_click
from tests.conftest import commands_of

CATALOGUE = Path(federator.__file__).parent / "translations" / "zh" / "LC_MESSAGES" / "click.po"
WRONG_USE = ("exceptions.py", "types.py")
"""Where click says what is wrong with a command line."""


def catalogue() -> Any:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh")


def test_all_that_click_says_of_wrong_use_has_its_chinese() -> None:
    room = Path(click.__file__).parent
    said = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue() if message.id}
    for name in WRONG_USE:
        with (room / name).open("rb") as file:
            found = [message for _, message, _, _ in extract("python", file)]
        assert {one[0] if isinstance(one, tuple) else one for one in found} <= said


def everything_below(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for below in commands_of(command).values():
            yield from everything_below(below)


def test_what_each_command_and_option_is_for_has_its_chinese() -> None:
    teach_click(main, {})
    said = {message.id: message.string for message in catalogue() if message.id}
    for command in everything_below(main):
        for one in (command, *command.params):
            if english := getattr(one, "help", None):
                assert said.get(as_one_text(english)), english


def test_help_is_in_the_readers_language(tell: Any) -> None:
    told = tell("harvest", "--help", FEDERATOR_LANG="zh").stdout
    assert "退出码：0 全部成功" in told
    assert "采集所有启用中的采集源" in told
    assert "  purge " in (listed := tell("--help", FEDERATOR_LANG="zh").stdout)
    assert "彻底删除一条信息的全部内容" in listed
    assert "Visit every active source, due or not." in tell("harvest", "--help").stdout
    said = " ".join(tell("--help").stdout.split())
    assert (
        "Erase everything that a notice said, for good: records, versions, captures, attachments, search read" in said
    )


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = said_in(read_mo(file))
    assert compiled == said_in(catalogue())


def said_in(messages: Any) -> list[list[str]]:
    """Each message in one form and its Chinese; one with a plural has both in the file that is compiled."""
    return sorted([*one_or_more(one.id), *one_or_more(one.string)] for one in messages if one.id)


def one_or_more(said: str | list[str] | tuple[str, ...]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


@pytest.mark.parametrize(
    "line",
    [("sitse",), ("read",), ("serve", "--fast"), ("demo", "--port", "99999"), ("demo", "--port", "x"),
     ("health", "accept"), ("read", "nowhere.html", "--url", "http://a.example/"), ("check", "more", "still")],
)  # fmt: skip
def test_wrong_use_is_told_in_chinese_under_zh_alone(line: tuple[str, ...], tell: Any) -> None:
    assert re.search("Error: (No such|Missing|Invalid|Got)", tell(*line).stderr), tell(*line).stderr
    told = tell(*line, FEDERATOR_LANG="zh")
    assert told.exit_code == 2
    assert "错误：" in told.stderr
    assert "用法" in told.stderr
    assert not re.search("Error|Missing|Invalid|such|extra|exist|range", told.stderr), told.stderr


def test_a_file_that_is_not_there_is_no_title(tell: Any) -> None:
    told = tell("classify", "notcie.html")
    assert (told.exit_code, "no file notcie.html" in told.stderr) == (2, True)


@pytest.mark.parametrize("url", ["http://[", "http://a.example:99999/"])
def test_an_address_that_is_none_is_named(url: str, tell: Any) -> None:
    told = tell("recognise", url)
    assert (told.exit_code, "this is not a web address" in told.stderr) == (2, True), told.stderr
