"""The game: `game.decide(game, state, by, act) -> Decision | Refusal`, `facts.apply(state, fact) -> state`; pure.

Knows no seat, no socket, no clock, no text that a person wrote. Floor plan:

The frame, in reading order: `pack` (what a crisis is), `numbers` (every number in one table), `state` (its maps:
`grown`), `facts` (what can have happened), `book` (a decision under way), `dice`, `registry` (which function decides
which act, which steps DAWN and RESOLVE have), `game` (the ways in), `estimate` (what can be reckoned from a view).

The rooms, by section of the rules (docs/reference/rules.md):
1 variety and opening: `draws`, `opening`. 2 the turn: `dawn`, `injects` with `conditions`, `incomes`, `ending`.
3 channels: `channels`, `inviting`, `meetings`, `offers`, `understandings`, `answers`; letters: `post`, `letters`,
  `arrivals`; ways out: `exposure`, `leaks`, `records`.
4 listening: `claims`, `listening`, `insight`, `lies`, `concerns`; promises: `commitments`, `undertakings`, `promises`;
  threats: `demands`, `threats`, `bounds`; `honours`.
5 trust: `contact`, `engagements`.
6 pressure: `pressure` with `prices` and `licence`, one module a tool (`sanctions`, `force`, `covert`, `legal`,
  `inducement`), `demarche`.
Sealed acts of every section: `sealing`.
8 instruments: `documents`, `validator` with `wording`, `signing`, `voices`, `ratification` with `home` and `points`,
  `closing`, `keeping` with `obligations` and `performing`, `breach`, `assurances`, `standstills`;
  what answers a breach: `remedies`, `arbitration`, `guarantees`.
9 escalation: `escalation` with `weighing`, `accident`, `adversaries`, `war`. 10 stall: `stall`, `recess`;
  legacy: `bequests`, `heritage` with `reopening` and `weights`, `inheriting`.
11 institutions: `charter`, `bodies`, `motions` with `tally` and `resolutions`, `floor`, `decisions`.
12 score: `score`, `deals`, `awards`, `debrief`.
"""
