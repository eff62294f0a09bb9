"""Which sets of answers two flows end differently, over every set there is. docs/decisions/0017-compare.md says how.

facts, side → meeting → differences, beside → compare; meeting → falls: each may use those before it.
"""
