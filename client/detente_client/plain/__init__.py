"""The plain line mode: a whole match by lines, in a terminal, through a pipe, with a screen reader.

Floor plan: `play` (the sitting: lines in, rows out), `replay` (a finished match), `screen` (where lines are typed and
told), `printer` (lines as rows of a width).
Does not know: the network (it is given a `table.Table`), what lines mean (`commands`), how they are done
(`delegation`), full screens, colours.
"""
