"""What one run of the program does, whatever screen is in front: solo, a server, a campaign, lessons."""
