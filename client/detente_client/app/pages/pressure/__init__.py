"""The page of pressure."""
