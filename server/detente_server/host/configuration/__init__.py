"""Reading and showing what a host chooses.

The choices themselves are the classes of `detente_server.host.config`, a section each, every key with its sentence
under it. Here: `kinds` says what may stand behind a key, `keys` finds the keys of the classes, `reading` makes a file
into choices or names everything that is wrong with it, line by line, `showing` writes them down again.
"""
