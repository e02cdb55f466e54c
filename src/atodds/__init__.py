"""At Odds."""
