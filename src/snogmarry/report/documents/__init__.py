"""What is printed of a session: the summary whole, the improvement plan, the handout."""
