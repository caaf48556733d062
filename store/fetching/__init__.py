"""Papers from services on the web, fetched when they are asked for and never otherwise."""
