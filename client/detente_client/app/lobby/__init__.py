"""The lobby of a server as a screen."""
