"""A finished match gone through on the pages of a match: `screen`, and its keys in `actions`."""
