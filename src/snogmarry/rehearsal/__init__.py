"""Simulated participants, over the real HTTP server: for practice, and to see what holds.

They know what phones know: the pages and streams that the server sends. What they will do is
decided by `deciding`, purely, from a seed.
"""
