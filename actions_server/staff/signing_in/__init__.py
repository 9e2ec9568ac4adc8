"""Who staff are: accounts, passwords, the second factor and sessions."""
