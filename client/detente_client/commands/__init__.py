"""Slash commands: what a typed line asks for, the same in every front end.

Floor plan: `catalogue` (all commands, `understand`, completion, help), `grammar` (how a line is read against a row),
`slots`, `statements` and `motions` (kinds of arguments), `deeds` (the closed list of what a line can ask for),
`audience` (for whom a command is), `notation` (a text as lines that one writes), and one module a group of commands;
`files`, `rulebook`, `ledgers` and `waiting` have the lines of what is looked up.
Does not know: how a deed is done (`delegation`), screens.
"""
