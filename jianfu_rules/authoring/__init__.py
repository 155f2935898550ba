"""For those who write rules: run the examples, and what else helps them."""
