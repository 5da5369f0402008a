"""What there is to play, and all that is arranged around a match: tables, invitations, campaigns, the gallery.

Owns: the directory of matches, setting tables and coming to them, what those around a table wish.
Does not know: the game; what is decided in a match is decided there (`playing.owner`).
"""
