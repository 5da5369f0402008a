"""What a player has at a host beyond a match: password, tokens, where he is told of turns, whom he does not hear."""
