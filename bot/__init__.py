"""The assistant's Rasa half: runs in Rasa's own environment and speaks HTTP only."""
