"""Share work among processes that load the rules once each.

`pool` hands out the work and puts the results in order, `worker` is what runs in the
other processes, `transport` is how the two talk, `texts` is `classify_many`, and
`recipe` is how a classifier is made again elsewhere. Nothing here imports the
classifier: it comes in as a value.

The processes are started anew (``python -c …``) and talk by their standard input and
output. They are not forked: a fork of a process with threads may hang. Nor does
`multiprocessing` start them: it would run the main script of the user again in each,
which breaks every script without ``if __name__ == "__main__"``. And of a pool of
`concurrent.futures` nothing is left where the system kills one process, nor is it
known which text was in hand.
"""
