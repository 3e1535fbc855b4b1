"""A client's own table of names, as it was written at the desk."""

from federator.store.steps.statements import statements

take = statements("ALTER TABLE clients ADD COLUMN names TEXT NOT NULL DEFAULT ''")
