"""Published notices as bytes: Atom, RSS and JSON Feed. Pure; docs/feeds.md describes what a reader gets."""
