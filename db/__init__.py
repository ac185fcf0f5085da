"""What is remembered: the tables and how to reach them."""
