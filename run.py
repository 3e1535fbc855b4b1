"""``python run.py`` is the command ``federator`` without an installation of the script; alone, it serves."""

import sys

from federator.cli import main

if __name__ == "__main__":
    main(sys.argv[1:] or ["serve"])
