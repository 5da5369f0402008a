"""Bytes in and out: listening, TLS, proxies, limits by address, frames, what waits for a socket.

Owns: everything that knows of sockets.
Does not know: what a message asks; a whole one is given to a `visiting.visitor`, answers come as messages.
"""
