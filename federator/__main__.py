"""``python -m federator`` is the command ``federator``."""

from federator.cli import main

main(prog_name="federator")
