"""From YAML to a Flow, piece by piece. bot/flow/read.py is the way in.

nodes → notes → values → fields → names → conditions → facts, questions, endings, rules, listening:
each may use those before it. Nobody here stops at a mistake: it is noted with its place, something
harmless stands in for what could not be read, and the whole is thrown away at the end.
"""
