"""Pages of the administrator: accounts, and what is missing or unsafe. Nothing of the work."""
