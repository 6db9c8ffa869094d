"""Regime 1, first contact (首问负责制): whoever is asked first owns it until it has come to something."""
