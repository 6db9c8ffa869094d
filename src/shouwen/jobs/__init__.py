"""The doors for the clock, floor 3: what happens without anybody asking for it."""
