"""What the documents say is so: commands, options, variables, keys, links, examples and built-in values."""

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from federator.cli import main
from federator.connectors.catalogue import CONNECTORS, PRESETS
from federator.model.document import Keeping
from federator.model.errors import EXPLANATIONS
from federator.model.mail import Mail
from federator.model.manners import Manners
from federator.model.rhythm import Rhythm
from federator.model.site import JsonRule, Life, Rule
from federator.registry import Accepted, read_site
from federator.settings import Settings, load_settings
from federator.spec.directory import load_directory
from federator.spec.profile import load_profile
from tests.conftest import commands_of

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "config"
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
COMMANDS = [ROOT / "docs" / "commands.md", ROOT / "docs" / "commands.zh.md"]
DOCUMENTS = [*READMES, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
SHIPPED = (CONFIG / "federator.toml").read_text("utf-8")
UNCOMMENTED = re.sub(r"^# (\w+ = )", r"\1", SHIPPED, flags=re.M)

named = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def leaves(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in commands_of(group).items():
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))
        else:
            yield (*path, name)


def code_of(document: Path) -> list[str]:
    """Code spans, and the lines of indented or fenced blocks."""
    text = document.read_text("utf-8")
    blocks = (
        re.findall(r"^ {4,}(.+)$", text, re.M)
        + "\n".join(re.findall(r"^```.*?\n(.*?)^```", text, re.M | re.S)).splitlines()
    )
    return [*re.findall(r"`([^`\n]+)`", text), *blocks]


def command_of(words: list[str]) -> click.Command:
    """The command that the words after ``federator`` begin with."""
    command: click.Command = main
    for word in words:
        if not isinstance(command, click.Group) or not re.fullmatch(r"[a-z][a-z-]*", word):
            break
        known = commands_of(command)
        assert word in known, f"no command federator {' '.join(words)}"
        command = known[word]
    return command


def options_of(command: click.Command) -> set[str]:
    return {option for parameter in (*main.params, *command.params) for option in parameter.opts}


def keys_of_settings() -> set[str]:
    named_by_field = {field.name for field in fields(Settings)} - {"config", "mail", "manners", "rhythm", "keeping"}
    named_by_field -= {"metrics_token"}  # the environment's alone
    mail = {f"mail.{field.name}" for field in fields(Mail)} - {"mail.password"}
    rhythm = {f"rhythm.{field.name}" for field in fields(Rhythm)}
    kept = {f"attachments.{field.name}" for field in fields(Keeping)}
    return named_by_field | {"title_en"} | {f"fetch.{field.name}" for field in fields(Manners)} | mail | rhythm | kept


@pytest.fixture(scope="module")
def accepted() -> Accepted:
    settings = load_settings(CONFIG, {})
    directory = load_directory(settings.divisions, settings.organisations)
    categories = load_profile(settings.profile).categories
    return Accepted(CONNECTORS, categories, directory.divisions, PRESETS)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readme_names_every_command(readme: Path) -> None:
    assert set(commands_of(main)) <= set(code_of(readme))


@pytest.mark.parametrize("path", list(leaves()), ids=" ".join)
def test_every_command_is_described_with_its_options(path: tuple[str, ...]) -> None:
    lines = re.findall(rf"^ {{4}}federator {' '.join(path)}(?= |$)(.*)$", COMMANDS[0].read_text("utf-8"), re.M)
    assert lines
    own = {option for one in command_of(list(path)).params for option in one.opts if option.startswith("--")}
    assert set(re.findall(r"--[a-z-]+", " ".join(lines))) == own


def test_commands_are_written_alike_in_both_languages() -> None:
    english, chinese = (re.findall(r"^ {4}(.*)$", page.read_text("utf-8"), re.M) for page in COMMANDS)
    assert english == chinese


@named
def test_every_command_line_in_the_documents_exists(document: Path) -> None:
    for code in code_of(document):
        for written in re.findall(r"\bfederator ([a-z-][^#`]*)", code):
            words = written.split()
            command = command_of([alternative for alternative in words if "|" not in alternative])
            options = {word.strip("[]") for word in words if word.strip("[]").startswith("--")}
            assert options <= options_of(command), code


@named
def test_every_variable_in_the_documents_is_read(document: Path) -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "federator").rglob("*.py"))
    source += "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    for variable in re.findall(r"FEDERATOR_[A-Z_]+", document.read_text("utf-8")):
        assert f'"{variable}"' in source


def anchors_of(document: Path) -> set[str]:
    """What a link calls the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@named
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    words = re.sub(r"`` .*? ``", "", document.read_text("utf-8"))  # patterns, whose brackets are no links
    for target, anchor in re.findall(r"\]\(([^)#]*)(?:#([^)]+))?\)", words):
        if not target.startswith("http"):
            leads = document.parent / target if target else document
            assert leads.exists(), target
            assert not anchor or anchor in anchors_of(leads), f"{target}#{anchor}"


@named
def test_every_make_target_in_the_documents_exists(document: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for code in code_of(document):
        if found := re.match(r"make (\w+)", code):
            assert found[1] in targets


def test_every_key_that_documents_and_remedies_name_exists() -> None:
    said = [document.read_text("utf-8") for document in DOCUMENTS]
    said += [words for one in EXPLANATIONS.values() for words in (one.remedy.zh, one.remedy.en)]
    found = {key for text in said for key in re.findall(r"\bfetch\.\w+", text)}
    assert found
    assert found <= keys_of_settings()


def test_every_failure_is_described_in_the_words_that_people_see() -> None:
    text = (ROOT / "docs" / "failures.md").read_text("utf-8")
    for kind, one in EXPLANATIONS.items():
        cells = (f"`{kind}`", one.what.en, one.remedy.en, one.what.zh, one.remedy.zh)
        assert f"| {' | '.join(cells)} |" in text, kind


@pytest.fixture
def built_in(tmp_path: Path) -> Settings:
    """What an empty file gives."""
    return settings_of("", tmp_path / "built_in")


def settings_of(text: str, folder: Path) -> Settings:
    folder.mkdir()
    (folder / "federator.toml").write_text(text, "utf-8")
    return load_settings(folder, {})


def test_the_shipped_configuration_has_every_key() -> None:
    table = tomllib.loads(UNCOMMENTED)
    nested = {f"{name}.{key}" for name in ("fetch", "mail", "rhythm", "attachments") for key in table[name]}
    assert (table.keys() - {"fetch", "mail", "rhythm", "attachments"}) | nested == keys_of_settings()


def test_what_stands_commented_in_the_configuration_is_built_in(built_in: Settings, tmp_path: Path) -> None:
    loaded = settings_of(UNCOMMENTED, tmp_path / "uncommented")
    commented, in_use = tomllib.loads(UNCOMMENTED), tomllib.loads(SHIPPED)
    for key in commented.keys() - in_use.keys() - {"public_url", "proxy", "hub"}:  # examples: there is no usual one
        field = "title" if key == "title_en" else key
        assert getattr(loaded, field) == getattr(built_in, field), key
    assert loaded.keeping == built_in.keeping
    assert loaded.mail.port == built_in.mail.port
    assert loaded.mail.security == built_in.mail.security
    assert loaded.rhythm == built_in.rhythm
    for key in commented["fetch"].keys() - in_use["fetch"].keys():
        assert getattr(loaded.manners, key) == getattr(built_in.manners, key), f"fetch.{key}"


@pytest.mark.parametrize("name", ["database", "profile", "divisions", "organisations"])
def test_the_shipped_paths_are_built_in(name: str, built_in: Settings) -> None:
    shipped = load_settings(CONFIG, {})
    ours, usual = (Path(os.path.relpath(getattr(one, name), one.config)) for one in (shipped, built_in))
    assert ours == usual


@pytest.mark.parametrize("path", sorted((CONFIG / "sites").glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_site_loads_as_a_draft_under_its_own_name(path: Path, accepted: Accepted) -> None:
    site = read_site(path, accepted)
    assert site.id == path.stem
    assert site.life is Life.DRAFT, "real sites are visited only when somebody says so"
    assert site.sources


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_a_registry_file_shown_in_the_readme_loads(readme: Path, accepted: Accepted, tmp_path: Path) -> None:
    blocks = re.findall(r"^ {4,}id = .*\n(?:(?: {4,}.*)?\n)*? {4,}pages = .*$", readme.read_text("utf-8"), re.M)
    assert blocks
    for number, block in enumerate(blocks):
        path = tmp_path / f"{number}.toml"
        path.write_text("\n".join(line.strip() for line in block.splitlines()), "utf-8")
        assert read_site(path, accepted).sources


def test_both_readmes_show_the_same_commands_and_files() -> None:
    """What stands indented, without the remarks behind it; and which pages they lead to."""
    shown = [
        [line.partition("  #")[0].strip() for line in re.findall(r"^ {4,}(\S.*)$", readme.read_text("utf-8"), re.M)]
        for readme in READMES
    ]
    code = [[line for line in lines if line.isascii()] for lines in shown]
    assert code[0] == code[1]
    texts = [readme.read_text("utf-8").replace("commands.zh.md", "commands.md") for readme in READMES]
    links = [set(re.findall(r"\]\((docs/[^)]+)\)", text)) for text in texts]
    assert links[0] == links[1]


def test_the_page_of_json_interfaces_names_every_key_and_preset() -> None:
    text = (ROOT / "docs" / "json-interfaces.md").read_text("utf-8")
    for name in (*PRESETS, *(field.name for field in fields(JsonRule))):
        assert f"`{name}`" in text, name


def test_the_readme_names_every_connector_life_and_key_of_a_rule() -> None:
    text = READMES[0].read_text("utf-8")
    for name in (*CONNECTORS, *Life, *(f"`{field.name}`" for field in fields(Rule))):
        assert name in text, name


@pytest.mark.parametrize("file", sorted((ROOT / "deploy").rglob("*.service")), ids=lambda path: path.name)
def test_every_unit_starts_a_command_that_there_is(file: Path) -> None:
    lines = re.findall(r"^Exec\w+=\S+/federator --config \S+ (.+)$", file.read_text("utf-8"), re.M)
    assert lines
    for line in lines:
        words = line.split()
        assert {word for word in words if word.startswith("--")} <= options_of(command_of(words)), line


def test_no_unit_may_do_what_another_may_not() -> None:
    """But for the network, which a backup needs none of, and for memory."""
    apart = ("RestrictAddress", "MemoryMax", "OOMPolicy", "#")
    held = {}
    for file in (ROOT / "deploy").rglob("*.service"):
        lines = file.read_text("utf-8").partition("NoNewPrivileges=")[2].partition("[Install]")[0].splitlines()
        held[file.name] = {line for line in lines if line and not line.startswith(apart)}
    assert len(held) == 3
    backup = held.pop("federator-backup.service")
    assert [one - backup for one in held.values()] == [set(), set()]
    assert backup - set.union(*held.values()) == {"PrivateNetwork=yes"}
