"""The lobby of a server, whatever it is looked at through: its commands, the list of tables, how a table is set.

Floor plan: `desk` (a typed line in, what the server answers out), `tables` (which tables are listed, and what there is
to say of one), `form` (a table to be set, row by row).
Does not know: sockets (the session), terminals, widgets.
"""
