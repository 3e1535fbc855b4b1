"""The commands of ``federator``, one file a command or a family of them; ``cli.py`` joins them."""
