"""The project's own training text, made by seeded generators; nothing here is copied from anywhere."""
