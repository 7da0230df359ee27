"""Run scenario workshops in a room, from one laptop."""

__version__ = "0.1.0"
