"""What each command does, a module each; prints for people, or JSON for scripts."""
