"""The trained model that is asked beside the rules whether a text complains."""
