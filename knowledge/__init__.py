"""What the team knows: entries, places, word lists, and the code that reads, checks and matches them."""
