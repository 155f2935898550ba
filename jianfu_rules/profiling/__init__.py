"""Where the time goes: by stage, by rule, by text.

`hooks` puts clocks around the stages for as long as somebody measures, `measuring`
runs them over texts. When nobody measures nothing is there: the functions are those
of the modules themselves.
"""
