"""The server of Détente: rules, packs, matches, store, bots, arena and host."""
