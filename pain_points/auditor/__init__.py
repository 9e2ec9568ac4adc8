"""A second pair of eyes: other code, which reads released files and the ledger and nothing else.

It imports nothing of the rest of the package, so that a mistake there is not made here again.
"""
