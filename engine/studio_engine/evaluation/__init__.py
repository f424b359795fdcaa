"""What an evaluation is made of: questions, answers that survive a kill, metrics and how sure they are."""
