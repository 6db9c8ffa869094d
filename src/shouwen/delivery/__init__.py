"""Letters out, floor 2: from the outbox to the person, by console or e-mail."""
