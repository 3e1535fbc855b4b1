"""Which files of a notice a person let everybody have, whatever they hold.

``released``: the hash of the file that was released; another file in its place is not.
"""

from federator.store.steps.statements import statements

take = statements("ALTER TABLE attached ADD COLUMN released TEXT NOT NULL DEFAULT ''")
