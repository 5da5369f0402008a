"""What one run of the program does, whatever screen is in front.

Floor plan: `sitting` (what a journey needs of a screen), `solo` (a game against bots) with `child` (its server) and
`unfinished` (games that lie here), `joining` (on a server) with `addresses` (those that were visited), `campaigns`,
`lessons` (a game with the tutor in it).
Does not know: any front end; which of them is taken (`cli.seating`).
"""
