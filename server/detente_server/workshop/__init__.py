"""What `detente-pack` does for the author of a pack. Floor plan:

`creating` (a new pack from `skeleton/`), `schemas` (for its author's editor), `opening` (a pack by path or id),
`checking` (all that can be said of a pack: its problems, its `figures`, its trials tried by `trying`, a few matches of
bots in `smoke`), `reporting` (the same in words), `watching` (again whenever the author saves), `showing` (to
read), `comparing` (what changed, in words), `building` (one file of it). Many matches: `runs` (one run from
question to page), `simulating` (on all cores), `courses` (one match), `tallies` (all of them), `aims` (what they
should be), `tempo` (the page), `plotting`.

Uses packs, trials and the arena; knows neither flags (`cli`) nor the host.
"""
