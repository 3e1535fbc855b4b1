"""``federator users``: accounts from the command line."""

import sys
from collections.abc import Collection

import click

from federator.house import House, now
from federator.model.called import CALLED
from federator.model.people import LOGIN, SHORTEST_PASSWORD, TERMINAL, Person, Role
from federator.model.words import Words
from federator.store.people import PeopleError
from federator.terminal import language, print_json, say, say_if_none

_A_LOGIN = Words(
    "登录名由小写字母、数字和 . _ - 组成，3 到 40 个字符",
    "a login is made of lower-case letters, digits and . _ -, 3 to 40 characters",
)
_A_PASSWORD = Words(
    f"密码至少 {SHORTEST_PASSWORD} 个字符", f"a password must have at least {SHORTEST_PASSWORD} characters"
)


@click.group()
def users() -> None:
    """The accounts of the desk."""


@users.command("add")
@click.argument("login")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", type=click.Choice([str(role) for role in Role]), required=True)
@click.option(
    "--site", "sites", multiple=True, help="Id of a site that a site administrator is responsible for; repeatable."
)
@click.option(
    "--organisation",
    "organisations",
    multiple=True,
    help="Id of an organisation that a site administrator is responsible for; repeatable.",
)
@click.password_option(help="The password. If left out, it is asked for, which is safer: a shell keeps a history.")
@click.pass_obj
def add(
    house: House,
    login: str,
    name: str,
    role: str,
    sites: tuple[str, ...],
    organisations: tuple[str, ...],
    password: str,
) -> None:
    """Create an account. The password is asked for twice."""
    from federator.web.desk.secrets import hashed  # Werkzeug, which no other command needs

    if not LOGIN.fullmatch(login):
        raise refused("LOGIN", _A_LOGIN)
    if len(password) < SHORTEST_PASSWORD:
        raise refused("--password", _A_PASSWORD)
    expect_known("--site", sites, {site.id for site in house.store.sites()})
    expect_known("--organisation", organisations, house.directory.organisations)
    person = Person("", login, name, Role(role), now(), "", frozenset(sites), frozenset(organisations))
    try:
        house.store.people.add(person, hashed(password), TERMINAL)
    except PeopleError:
        say(Words(f"登录名 {login} 已有人使用，请换一个", f"{login} is taken, choose another login"), err=True)
        sys.exit(2)
    say(Words(f"已建立账号 {login}", f"account {login} made"))


def expect_known(option: str, given: Collection[str], known: Collection[str]) -> None:
    """Refuse an id that there is not."""
    for one in given:
        if one not in known:
            raise refused(option, Words(f"没有标识为 {one} 的登记", f"there is none with the id {one}"))


def refused(place: str, what: Words) -> click.BadParameter:
    """What is wrong with ``place``, in the reader's language."""
    return click.BadParameter(what.in_(language()), param_hint=place)


@users.command("list")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def list_users(house: House, as_json: bool) -> None:
    """List all accounts."""
    people = house.store.people.all()
    for person in people:
        charge = sorted(person.sites | person.organisations)
        if as_json:
            print_json({"login": person.login, "name": person.name, "role": str(person.role), "active": person.active,
                        "charge": charge})  # fmt: skip
        else:
            click.echo(f"{person.login}  {person.name}  [{CALLED[person.role].in_(language())}]  {', '.join(charge)}")
    say_if_none(people, as_json, Words("还没有账号：federator users add", "no account yet: federator users add"))
