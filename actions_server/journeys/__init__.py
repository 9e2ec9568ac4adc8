"""The guided journeys: a few questions, then dates, doors or a letter. No Rasa in here."""
