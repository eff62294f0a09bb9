"""The flow engine. Rule of this room: no I/O, no clock, no chance, no Telegram; time comes in with an event.

model      what a flow file means            events, effects   what can happen, what must be done about it
read       YAML to Flow, or every mistake    state             what is remembered of one chat
condition  does a `when:` hold?              walk              answers to the place reached: a question or an ending
decide     answers to urgency and reasons    typed, danger     what typed words mean
cards      places to words and buttons       step              one event in, one new state and its effects out
cases      clinicians' cases, played         rehearse          chats that were written down, played
"""
