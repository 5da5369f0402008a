"""Crisis packs: content on disk -> a compiled `Pack`, or all the problems that it has.

Owns: the file format, its checks, the public and private parts of a pack, the catalogue of a content folder.
Does not know: matches, sockets, the store.
"""
