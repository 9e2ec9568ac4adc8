"""Exit with a sentence unless the torch of this environment is a build without CUDA.

Read from the files, since a CUDA build that lacks its libraries cannot be imported.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

CUDA_PARTS = re.compile(r"nvidia|cuda|triton", re.IGNORECASE)


def cuda_parts() -> list[str]:
    """What of CUDA is installed, or would be by torch."""
    torch = metadata.distribution("torch")
    wanted = [line for line in torch.requires or [] if "extra ==" not in line]
    installed = [found.metadata["Name"] or "" for found in metadata.distributions()]
    built_for = Path(torch.locate_file("torch/version.py")).read_text(encoding="utf-8")
    found = [name for name in wanted + installed if CUDA_PARTS.match(name)]
    if not re.search(r"^cuda\b[^=]*= None$", built_for, re.MULTILINE):
        found.append("torch for CUDA")
    return found


if cuda_parts():
    sys.exit(
        "The torch that pip found is a CUDA build, which is large and of no use here; point pip "
        "at a CPU build of the same version (set PIP_INDEX_URL or PIP_EXTRA_INDEX_URL to "
        "PyTorch's index of CPU builds, or PIP_FIND_LINKS to a folder with its wheel), then run "
        "the same command again."
    )
