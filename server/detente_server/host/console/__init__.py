"""The operator's console: what he may type, and the two ways by which it comes.

`orders` says what an order is and reads a typed line; `registry` has the table of all orders; `door` listens on the
local socket and `asking` speaks to it; each of the other modules holds the orders of one subject. To add an order,
write its handler beside its kin and its row in that module's table; a new module gets one line in `registry`.
"""
