"""Keep an exact copy of what another federator publishes: the reference client of its change log.

``origin.py`` asks and reads the answers. ``pulling.py`` follows the log into a copy, and compares the copy with the
origin. ``folder.py`` is a copy with one file a notice. Everything that comes is hostile until read.
"""

from federator.mirror.folder import FolderCopy
from federator.mirror.origin import Ask, Origin
from federator.mirror.pulling import Difference, Pulled, differences, pull

__all__ = ["Ask", "Difference", "FolderCopy", "Origin", "Pulled", "differences", "pull"]
