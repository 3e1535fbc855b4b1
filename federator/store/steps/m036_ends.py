"""What stands at the foot of a source's pages that never write ``</html>``, one end a line (``''``: they do)."""

from federator.store.steps.statements import statements

take = statements("ALTER TABLE sources ADD COLUMN ends TEXT NOT NULL DEFAULT ''")
