"""The page of timeline."""
