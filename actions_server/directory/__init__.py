"""The directory of services: imported from other directories, kept by staff, shared with others."""
