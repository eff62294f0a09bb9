"""Joins the rooms. The only room that knows them all.

run       Telegram, in one process        sandbox   a stand-in for Telegram, on this computer
serving   updates in, answers out         start     what every start needs
"""
