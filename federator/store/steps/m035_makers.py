"""Who made a one-time code (``''``: made before that was kept), so that it ends with what its maker may."""

from federator.store.steps.statements import statements

take = statements("ALTER TABLE invitations ADD COLUMN maker TEXT NOT NULL DEFAULT ''")
