"""Naming: what a stretch of text is called, and what it names: a person, a body, an outlet, a place, an office."""
