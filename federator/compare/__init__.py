"""Decide what is new, changed or gone, from what a visit saw and what is known. Pure."""
