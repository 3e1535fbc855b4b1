"""The first rows that a rule read when it was made."""

from federator.store.steps.statements import statements

take = statements("ALTER TABLE rules ADD COLUMN preview TEXT NOT NULL DEFAULT '[]'")
