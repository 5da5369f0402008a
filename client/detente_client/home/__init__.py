"""Where a player begins: what there is to play, to go on with, to visit and to look at again.

Floor plan: `choices` (what can be chosen), `shelf` (what there is to choose from), `cards` (a crisis in a few lines),
`prospectus` (a crisis at length), `addresses` (servers that were visited), `journey` (choose, do it, come back).
Does not know: how anything is shown (a sitting), screens.
"""
