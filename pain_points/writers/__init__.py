"""A report in each of its formats. Writers see documents and bands, never counts."""
