"""Floor 1: table to table. Everything between a reader and a drawing: merging, choosing, pruning, counting, naming.

What comes in and what goes out are the model's columns, or names and arrays; nothing here reads a file or draws.
"""
