"""The wiring, floor 4: settings, addresses, the WSGI door. Nothing is decided here."""
