"""What the teams do: plain functions with the team's verbs."""
