"""The debrief of a finished match as a screen."""
