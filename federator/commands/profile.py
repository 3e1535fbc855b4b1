"""``federator profile``: what a change of the publishing profile would do, and the profile written out for editors."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from federator.commands.named import expect_named
from federator.commands.reread import show
from federator.examine.foreseen import Foreseen
from federator.examine.rereading import Reread, Rereader
from federator.house import House
from federator.model.profile import Profile
from federator.model.scope import Scope
from federator.spec.describing import profile_as_markdown
from federator.spec.profile import load_profile
from federator.terminal import print_json

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def profile() -> None:
    """The publishing profile: see what a change would do, and describe it."""


@profile.command("diff")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.argument("names", nargs=-1, metavar="[SITE|SITE/SOURCE|NOTICE]...")
@click.option("--json", "as_json", is_flag=True, help="One object: counts and examples.")
@click.pass_obj
def diff(house: House, old: Path, new: Path, names: Sequence[str], as_json: bool) -> None:
    """Show what the profile NEW would make of the stored notices, compared with OLD.

    Each notice is read twice from its capture, and its category chosen again unless a person chose it. Shown are
    breaches lost and gained, categories that move, and fields that differ. Nothing is recorded; see reread and
    reclassify.
    """
    expect_named(house.store, names)
    profile = load_profile(new)
    before, after = _reading(house, load_profile(old)), _reading(house, profile)
    foreseen = Foreseen()
    for page in before.pages(Scope(tuple(names))):
        foreseen.take(_under(after, one) for one in page)
    if as_json:
        print_json(foreseen.as_record())
    else:
        show(foreseen, profile)


def _reading(house: House, by: Profile) -> Rereader:
    return Rereader(replace(house.means, profile=by), reclassify=True)


def _under(after: Rereader, one: Reread) -> Reread:
    """The same notice by the other profile, compared with what it was by the first."""
    if one.notice is None:
        return one
    return after.one(replace(one.latest, notice=one.notice, breaches=one.breaches))


@profile.command("docs")
@click.argument("path", type=_FILE, required=False, metavar="[PROFILE]")
@click.pass_obj
def docs(house: House, path: Path | None) -> None:
    """Print a profile as Markdown, for its editors; by default the one in use."""
    click.echo(profile_as_markdown(load_profile(path) if path else house.profile), nl=False)
