"""Joins the rooms. The only room that knows them all.

run           Telegram, in one process      sandbox   a stand-in for Telegram, on this computer
web           updates in                    worker    answers and reminders out
serving       both, in one process          shift     whose turn it is to send
intake        by polling or by webhook      sending   answers and reminders
housekeeping  menu, forgetting              start     what every start needs      parts   what is joined
"""
