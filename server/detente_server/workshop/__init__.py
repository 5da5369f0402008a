"""What `detente-pack` does for the author of a pack. Floor plan, by command:

new: `creating`, from `skeleton/`, with `schemas` for the author's editor.
check: `checking` (problems, `figures`, trials by `trying`, a few matches in `smoke`), told by `reporting`, again after
each save by `watching`.
simulate: `runs` (one run, from question to page), `simulating` (on all cores), `courses` (one match), `tallies` (all of
them), `aims` (what they should be), `tempo` (the page), `plotting`.
show: `showing`. diff: `comparing`. build: `building`.
install and list: `installing`, with the check made by a child that may do little, `inspecting`.
`opening`: a pack by path or id.

Uses packs, trials and the arena; knows neither flags (`cli`) nor the host.
"""
