"""``federator mirror``: an exact copy of another federator, and the proof that it is one."""

import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

import click

from federator import terminal
from federator.commands.read import no_address
from federator.fetch import Client, expect_good
from federator.house import House
from federator.mirror import Difference, FolderCopy, Origin, Pulled, differences, pull
from federator.model.copied import Copy
from federator.model.details import in_chinese
from federator.model.errors import BusyError, ErrorKind, VisitError
from federator.model.manners import Manners
from federator.model.words import Words
from federator.notation.address import absolute
from federator.store.copy import DatabaseCopy
from federator.terminal import print_json, say, unheard

_DATABASES = {".db", ".sqlite", ".sqlite3"}


@click.command()
@click.argument("url")
@click.argument("target", type=click.Path(path_type=Path), metavar="DIR|DATABASE")
@click.option("--verify", is_flag=True, help="Then compare the copy with the service, day by day and record by record.")
@click.option("--allow", multiple=True, metavar="NETWORK",
              help="A private network that the service may be in (such as 127.0.0.0/8), besides"
                   " fetch.allow_networks.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One object at the end: counts, cursor, watermarks, differences.")
@click.pass_obj
def mirror(house: House, url: str, target: Path, verify: bool, allow: Sequence[str], as_json: bool) -> None:
    """Keep an exact copy of the federator at URL: a folder with one JSON file a notice, or an SQLite file (.db,
    .sqlite).

    Exit code: 0 up to date (with --verify also equal), 3 copy and service differ, 4 the service could not be reached
    (what came is kept; run again), 75 another process is writing the copy.
    """
    if not absolute(url, url):
        raise no_address("URL")
    url = url.rstrip("/") + "/"
    try:
        copy: Copy = (DatabaseCopy if target.suffix in _DATABASES else FolderCopy)(target, url)
        with Client(_manners(house.settings.manners, allow)) as client:
            origin = Origin(lambda request: expect_good(client.ask(request)), url)
            told = unheard if as_json else _progress
            done = pull(origin, copy, told)
            found = differences(origin, copy, told) if verify else []
    except BusyError as error:
        terminal.say_faults(error.faults)
        sys.exit(terminal.BUSY)
    except VisitError as error:
        click.echo(_asked_in_vain(error, url), err=True)
        if error.kind is ErrorKind.FORBIDDEN_ADDRESS:
            how = Words("内网也可以在这里用 --allow 网段 放行", "--allow NETWORK allows a private network here, too")
            say(how, err=True)
        sys.exit(terminal.FAILED)
    _report(done, found if verify else None, as_json)
    sys.exit(terminal.PARTIAL if found else terminal.OK)


def _asked_in_vain(error: VisitError, url: str) -> str:
    """Why nothing was had; what answers, and not as a federator does, is probably none."""
    if error.status == HTTPStatus.CONFLICT:
        return Words(
            f"{url} 的数据库曾被恢复到更早的状态，副本中有它已不知道的版本。请换一个空位置重新复制",
            f"the copy has versions that were lost when {url} was restored: begin anew in an empty place",
        ).in_(terminal.language())
    if error.kind not in (ErrorKind.HTTP_STATUS, ErrorKind.UNREADABLE):
        return error.sentence(terminal.language())
    return Words(
        f"{url} 不像是本系统的服务（{in_chinese(error.detail)}）；核对地址，即其首页的网址",
        f"{url} does not answer like a federator ({error.detail}); check the address: it is that of the front page",
    ).in_(terminal.language())


def _manners(usual: Manners, allow: Sequence[str]) -> Manners:
    """The service wants to be copied: no pause, and no robots.txt asked for."""
    try:
        networks: tuple[IPv4Network | IPv6Network, ...] = tuple(ip_network(one) for one in allow)
    except ValueError as error:
        said = Words(in_chinese(str(error)), str(error))
        raise click.BadParameter(said.in_(terminal.language()), param_hint="--allow") from error
    return replace(usual, pause=0, obey_robots=False, allow_networks=(*usual.allow_networks, *networks))


def _progress(done: Pulled) -> None:
    """A line a stretch, so that a long pull shows that it moves."""
    click.echo(f"[{done.cursor}/{done.last}] {_counts(done)}", err=True)


def _counts(done: Pulled) -> str:
    return Words(f"写入 {done.stored} 条，删除 {done.dropped} 条", f"{done.stored} stored, {done.dropped} dropped").in_(
        terminal.language()
    )


def _report(done: Pulled, found: Sequence[Difference] | None, as_json: bool) -> None:
    if as_json:
        print_json(asdict(done) | {"differences": None if found is None else [asdict(one) for one in found]})
        return
    click.echo(_counts(done))
    for mark in done.watermarks:
        if mark.get("behind"):
            say(Words(f"{mark.get('site')}：有栏目未采全", f"{mark.get('site')}: sources behind"), err=True)
    for one in found or ():
        zh = f"不一致：{one.day} {one.site}，副本 {one.here} 条，服务 {one.there} 条，损坏 {one.damaged} 条"
        en = f"differs: {one.day} {one.site}, {one.here} here, {one.there} there, {one.damaged} damaged"
        say(Words(zh, en))
    if found:
        say(Words("请换一个空位置重新复制", "begin anew in an empty place"))
    elif found is not None:
        say(Words("副本与服务一致", "the copy equals the service"))
