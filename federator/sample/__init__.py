"""An invented province on loopback, for the demo and the tests: sites of every kind, and a story of four days.

``notices.py`` reads what is published (pages/notices.toml), ``story.py`` tells what stands where on which day, one
file a product turns that into its own pages, ``province.py`` serves them. Another world: it knows only the ground.
"""

from federator.sample.province import Province

__all__ = ["Province"]
