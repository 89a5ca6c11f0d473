"""Generators, peers and measurements; nothing here is part of the tests or of the wheel."""
