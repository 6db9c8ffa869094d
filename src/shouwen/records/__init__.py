"""What is written down, floor 1: the one Django app with tables, and the mapper to facts."""
