"""The board pack: a unit and a period on paper, made from the same figures, pictures and sentences as the screen."""
