"""What `detente-pack` does for the author of a pack. Floor plan:

`checking` (all that can be said of a pack: its problems, its trials, its figures), `trying` (its trials, each line
with its place).

Uses packs, trials and the arena; knows neither flags (`cli`) nor the host.
"""
