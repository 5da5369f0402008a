"""The benchmark: the server beside a bare relay of the same messages, in one run.

Floor plan: `pack` (a crisis of seven seats where talk is free), `processes` (a server process on its own core, its
CPU and memory), `line` (one client's socket, cheap), `relay` (the yardstick: websockets and msgpack, nothing else),
`parties` (the same load in the words of the server and of the relay), `load` (rounds, pace, latency), `growth`,
`starting`, `playing` (bots and turns), `figures` (aims, table, JSON), `__main__` (flags and order).

Not a test: nothing here fails for being slow. Ratios are of this run alone; only they can be compared.
"""
