"""Rasa's custom actions, run inside the application."""
