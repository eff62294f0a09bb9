"""Knows places: airports and towns, with where they are and whose clock they keep.

Rule of this room: nothing is read before somebody asks for a place; it is megabytes that most chats never need.
"""
