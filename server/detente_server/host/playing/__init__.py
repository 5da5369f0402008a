"""Running matches: each has one owner, who decides, stores, and only then tells.

Owns: loading matches and putting them away, the way of what they decide into the store and out to who may hear it.
Does not know: sockets, the lobby; what a match decides (`detente_server.match`).
"""
