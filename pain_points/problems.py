"""What can be wrong with an events file, a plan or a folder of releases, said in a sentence."""


class ReportProblem(Exception):
    """Something a person can mend; the message says what and how."""


class Refused(ReportProblem):
    """A release that must not go out; the message says which promise it would break."""
