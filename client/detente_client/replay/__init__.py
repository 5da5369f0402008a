"""A finished match gone through again out of its archive, as one nation heard it or everything."""
