"""The doors for people, floor 3: public pages and the desk. They know acts and queries, no tables."""
