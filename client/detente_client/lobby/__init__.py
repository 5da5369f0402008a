"""The lobby of a server, whatever it is looked at through: its commands, the list of tables, how a table is set.

Floor plan: `desk` (a typed line in, what the server answers out), `tables` and `rows` (which tables are listed, and
what there is to say of one, at length and in a line), `laying` and `form` (a table to be set: asked for, or row by
row), `choosing` (what is meant by the name of a pack or nation), `cards` and `prospectus` (a crisis in a few lines, and
at length).
Does not know: sockets (the session), terminals, widgets.
"""
