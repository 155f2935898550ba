"""One report on a batch of records: counted, kept private, written for people."""
