"""The frame of an act: open, judge, collect, seal. Nothing else writes."""
