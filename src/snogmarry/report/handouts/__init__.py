"""What is printed before the day, made of a scenario alone.

Each module makes one handout as a plain value, worded as it is read; `pages` and `pdf` set them.
What players hold is made apart from what the facilitator holds, so that neither can leak.
"""
