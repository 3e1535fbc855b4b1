"""Write published notices as bytes: Atom, RSS, JSON Feed, OAI-PMH, JSON and CSV; the list of feeds as OPML. Pure.

docs/feeds.md and docs/api.md describe what a reader gets.
"""
