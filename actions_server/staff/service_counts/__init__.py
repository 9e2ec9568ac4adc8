"""How the service runs, for staff: by the week, in bands of 50, of nobody."""
