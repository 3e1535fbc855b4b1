"""``/desk``: where people register, approve and watch sites. Everything here needs an account.

- Access: ``signing.py`` knows who is signed in, ``rights.py`` what each view needs, ``secrets.py`` makes passwords and
  codes, ``accounts.py`` has the pages for both.
- ``home.py`` is the first page and the audit log, which ``auditing.py`` words.
- Registration: ``registration*.py``; ``errands.py`` runs long work, ``outcomes.py`` keeps its result.
- Watching: ``health.py`` with ``conditions.py``, ``tiles.py`` and ``charts.py``; ``pacing.py``; ``why.py`` with
  ``answers.py``; ``reports.py`` and ``adoption.py``; ``contacts.py``.
- Decisions: ``deciding.py`` about a notice, ``attending.py`` about a source, ``pairs.py`` about two notices that may be
  one, ``anew.py`` about many notices read again.
- The directory and programs: ``organisations.py``, ``clients.py``, ``receivers.py``.
"""
