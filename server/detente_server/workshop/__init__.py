"""What `detente-pack` does for the author of a pack. Floor plan:

`checking` (all that can be said of a pack: its problems, its `figures`, its trials tried by `trying`, a few matches of
bots in `smoke`), `reporting` (the same in words), `watching` (again whenever the author saves).

Uses packs, trials and the arena; knows neither flags (`cli`) nor the host.
"""
