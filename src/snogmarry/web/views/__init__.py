"""What a phone may see: values for the templates, chosen from the session. Pure.

This is where it is decided what leaves the laptop. A view of one side holds nothing of the
other's that the whole room may not see.
"""
