"""The law, floor 0: pure functions over frozen facts. No Django, no clock, no database."""
