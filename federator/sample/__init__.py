"""An invented province on loopback, for the demo and the tests: sites of every kind, and a story of four days.

``notices.py`` reads the notices (pages/notices.toml). ``story.py`` says what each site shows on which day. One file
for each product turns that into the product's pages, and ``province.py`` serves them. Of federator, this room imports
only the ground.
"""

from federator.sample.province import Province

__all__ = ["Province"]
