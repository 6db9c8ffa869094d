"""What the templates may say beyond Django."""
