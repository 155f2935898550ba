"""Once per text: normalize, segment, match, apply context, score, explain."""
