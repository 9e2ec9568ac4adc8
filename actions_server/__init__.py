"""The application: the public door, Rasa's action server, the guides and the commands."""
