"""The page of talks: the rooms, the transcript of one, who is in it."""
