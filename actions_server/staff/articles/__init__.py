"""The article desk: drafts, review, publishing, versions and taking down."""
