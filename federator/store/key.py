"""The service's own key: a file beside the database, not in it, so that a copy of the database opens and signs
nothing."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from federator.store.files import give_to_owner


def key_beside(database: Path) -> bytes:
    """The key of this database's service, made at first need; only its owner may read the file. Of two processes that
    make it at once one succeeds, and both use that one's."""
    path = database.with_name(database.name + ".key")
    if not path.exists():
        handle, made = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
        give_to_owner(Path(made))
        with suppress(FileExistsError):
            os.link(made, path)
        os.unlink(made)
    return path.read_bytes()
