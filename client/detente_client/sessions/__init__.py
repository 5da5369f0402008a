"""A player on a server and at its tables, without any front end: what `sdk` hands to authors of bots."""
