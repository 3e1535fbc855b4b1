"""The stages of one visit, in the order in which ``harvest.py`` takes them, and what they work with."""
