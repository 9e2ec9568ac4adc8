"""`python -m knowledge_base [TEXT ...]`: check all content, or only files whose path holds a TEXT."""

import sys
from datetime import date

from knowledge_base.checking import check
from knowledge_base.reading import read_content


def main(wanted: list[str]) -> int:
    """Print each problem on a line; 1 when there are any."""
    problems = [
        problem
        for problem in check(read_content(), date.today())
        if not wanted or any(text in problem.file for text in wanted)
    ]
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problem(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
