"""Trips: legs and choices to a plan, what is wrong with them, and what becomes of them on the way.

`read_leg`, `check_trip`, `plan_trip`, then `delayed` or `cancelled` and `plan_trip` again.
"""
