"""What the user chose: file, environment and command line."""
