"""The desk: pages of those who work in the office."""
