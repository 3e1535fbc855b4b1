"""Run as a process of its own: ``python writing_process.py DATABASE WRITER VISITS [die]``.

Records that many visits of five new notices each and prints the number of each visit once it is recorded. With
``die`` it kills itself in the middle of the last one, when its revisions are written and its items are not.
"""

import functools
import os
import signal
import sys
from pathlib import Path

from conftest import Clock, World, decide_plainly, make_draft

from federator.model.item import Changes
from federator.store import Store


class Deadly(tuple):
    """Items that kill the process that writes them."""

    def __iter__(self):
        os.kill(os.getpid(), signal.SIGKILL)
        return super().__iter__()


def main(path, writer, visits, die=""):
    clock = Clock()
    world = World(Store(Path(path), clock), clock, Path(path))
    for number in range(int(visits)):
        site = {"source": f"{writer}/gg", "site": writer}
        drafts = [make_draft(k, url=f"https://{writer}.example/{number}/{k}.html", **site) for k in range(5)]
        decide = functools.partial(decide_plainly, drafts=drafts)
        if die and number == int(visits) - 1:
            world.record(*drafts, decide=lambda known: Changes(Deadly(), decide(known).revisions))  # noqa: B023
        world.record(*drafts)
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
