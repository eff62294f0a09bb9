"""A trip without a chat: asked for in words, told in lines or JSON, written to files.

asking    what was asked for to a plan    telling    a plan to lines and JSON    files    calendar and picture
"""
