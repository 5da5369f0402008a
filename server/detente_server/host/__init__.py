"""The host: sockets, people and running matches, on one event loop.

Floor plan: `environment` (clocks, chance, files), `config` (what a host may choose), `logs`; from the socket inwards
`gateway` (listening, who may come in), `connection` (one WebSocket), `sending` (its way out), `visitor` (what a client
asks), `limiting`; people: `sessions`, `receipts`, `lobby`, `directory`; matches: `matches` (which are loaded), `owner`
(one of them), `attendance` (a viewer's place in a stream), `deputies` (bots in seats), `recording`, `library` (packs),
`archiving`; `host` puts them together.

Knows everything of the server; decides nothing of the game.
"""
