"""Signing in with the council's own identity provider, by OpenID Connect."""
