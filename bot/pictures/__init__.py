"""Draws: a drawing as data and a language in, a PNG or a PDF out. Rule of this room: no network, no clock.

make      a picture or a file as it leaves; light to import, for who draws is loaded when it is wanted
draw      each drawing to its picture    sheet    a page of words, for a phone
printing  each paper to its file         page     a page of words, to print
letters   which font has a sign, and how wide words are

Pillow and the fonts take megabytes: import all but `make` where a picture is wanted, and not before.
"""
