"""What is new, what changed, what is gone: pure decisions between what a visit saw and what is known."""
