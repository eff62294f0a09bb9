"""Memory in PostgreSQL, for any number of processes. The only room that knows asyncpg.

store     the store             pool     its connections       bell     news from other processes
leases    who does what only one may do                        migrate  its tables
trouble   what errors mean
"""
