"""``/desk``: where the people work who register, approve and watch. Everything here needs an account.

``secrets.py`` keeps the key and makes passwords and codes, ``signing.py`` knows who is signed in, ``rights.py`` asks
what they may do; ``accounts.py`` is signing in and the people, ``home.py`` what one sees first, and the audit log.
"""
