"""The plain line mode: a whole match by lines, in a terminal, through a pipe, with a screen reader.

Floor plan: `play` (the session: lines in, deeds and answers out), `screen` (where lines are typed and told), `commands`
(the table of slash commands) with `grammar` (how a line is understood), and one module a group of commands.
Does not know: the network (it is given a `table.Table`), full screens, colours.
"""
