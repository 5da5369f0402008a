"""What crosses the socket, and nothing that performs I/O.

Owns: the words that players say (`terms`, `acts`), messages, notices and the view they fold into, refusals,
the codecs with their limits, the text gate, and the archive file's format.
Does not know: rules, seats, stores, sockets, clocks.
"""
