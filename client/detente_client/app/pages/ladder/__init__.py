"""The page of ladder."""
