"""Memory in PostgreSQL, for any number of processes. The only room that knows asyncpg.

store     the store             pool     its connections       bell     news from other processes
sharing   the work of many      leases   one at a time         migrate  its tables
batches   what waits together   asking   in few ways there     trouble  what errors mean
settling  whose database it is
"""
