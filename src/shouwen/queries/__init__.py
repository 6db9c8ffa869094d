"""The only readers, floor 2: ``viewer`` comes first, frozen rows come out, never models."""
