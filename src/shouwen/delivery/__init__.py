"""Letters out, floor 2: by e-mail, by short message, onto the console."""
