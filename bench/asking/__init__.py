"""What the matcher is asked, and what it is compared with."""
