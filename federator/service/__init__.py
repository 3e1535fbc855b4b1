"""Many visits, and the work beside them: rechecks, files, histories, probes, messages. ``rounds.py`` repeats it."""
