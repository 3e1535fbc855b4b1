"""The commands of ``federator``, one file for each command or group; ``cli.py`` joins them."""
