"""Stories of earlier years, from those who kept them: one service at a time, slowly, and never twice."""
