"""JSON Schemas of flow and case files, for editors; made from the very tables the readers go by.

values → conditions → flows, cases: each may use those before it.

What is checked is the shape: keys, kinds of values, limits. Whether a name is one of the file's own, and what
follows from what, only `legwise check` can tell. A key that a reader knows and nothing here describes may hold
anything, so a schema never refuses what a reader takes.
"""
