"""From YAML to a Flow, piece by piece. bot/flow/read.py is the way in.

notes → nodes → values → fields, names → conditions → about, facts, options, questions, endings,
rules, listening, idle: each may use those before it.

Nobody here stops at a mistake: it is noted with its place, something harmless stands in for what could
not be read, and the whole is thrown away at the end.
"""
