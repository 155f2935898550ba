"""How good the verdicts are: labelled cases in, a scorecard out."""
