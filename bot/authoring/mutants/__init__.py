"""A flow with one slip made on purpose, and whether its claims or cases notice.

conditions → slips → trial: each may use those before it.
"""
