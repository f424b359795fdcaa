"""Studio-Mini-3M: the small base model that ships with the project, with everything that made it."""
