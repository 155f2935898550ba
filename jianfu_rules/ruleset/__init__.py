"""Once, at load: find, read, check, layer and compile the rule files."""
