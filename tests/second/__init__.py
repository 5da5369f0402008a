"""A second implementation, naive and on its own: deals, frontier, Nash, score, ratification sum, validator.

It reads a pack's TOML files itself and reckons with names, dicts, fractions and loops over everything; it imports
nothing of `detente_server.rules` or `detente_server.packs`. Written from the rules' page. The tests beside it hold the
game to it over all packs and by Hypothesis.
"""
