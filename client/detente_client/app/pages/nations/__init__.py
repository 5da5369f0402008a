"""The page of nations."""
