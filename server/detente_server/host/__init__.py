"""The host: sockets, people and running matches, on one event loop.

Floor plan, from the socket inwards: `sockets` (listening, TLS, frames, what waits to be written), `visiting` (one
client who is here, what he may ask, which streams he attends), `people` (players, how they come in), `lobby` (what
there is to play, and all that is arranged around a match), `playing` (running matches: owners, their way into the
store, bots in seats). Beside these: `moderation`, `notifications`, `console` (the operator's orders), `keeping`
(backups, files, erasing), `site` (what a browser or Prometheus sees), `configuration` (reading `config`).
`host` puts them together, `services` is what they consist of, `running` the process around it; `environment` (clocks,
chance, files), `library` (packs), `documents`, `gaps` and `drain` serve them all. `automatic` and `campaigning` play
bots from the command line, without a server.

Knows everything of the server; decides nothing of the game.
"""
