"""The page of table."""
