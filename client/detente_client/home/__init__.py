"""Where a player begins: what there is to play, to go on with, to visit and to look at again.

Floor plan: `choices` (what can be chosen), `shelf` (what there is to choose from), `menu` (the same as items to show),
`finished` (what is done with a match that is over), `journey` (choose, do it, come back).
Does not know: how anything is shown (a sitting), screens.
"""
