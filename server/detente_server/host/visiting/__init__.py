"""One client who is here: hello to goodbye, what he may ask and how fast, which streams he attends.

Owns: the way from a message to whoever answers it.
Does not know: sockets beyond the outlet it is given; what the answers are.
"""
