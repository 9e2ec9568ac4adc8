"""The directory of services at the desk: looked through, kept right, decided on and brought in."""
