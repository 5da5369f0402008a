"""Campaigns: crises in a row, planned, played by bots, hosted, and the road from Berlin to the Straits."""
