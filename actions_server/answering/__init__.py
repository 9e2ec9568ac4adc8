"""Search decisions turned into Messages from approved text; the one way to answer."""
