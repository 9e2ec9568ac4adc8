"""Unpack the GOV.UK design system for the staff pages: install_design.py ARCHIVE FOLDER.

Only its style and script are taken. Its font and the crown may not be used outside GOV.UK, so the
rules that name them are taken out, and pages use the fonts of the system.
"""

import base64
import hashlib
import re
import sys
import tarfile
from pathlib import Path

# As the registry published govuk-frontend 6.3.0; a changed archive is refused.
SHA512 = "cXIQxm5PHCsbic47GXZrVBZhAeeshTLRL6ZBKilLsR6rMCjJuWb7Fruq0VUNMBJFlJk/srsRj/q8d5bM9cgKoA=="
WANTED = ("govuk-frontend.min.css", "govuk-frontend.min.js")
SYSTEM_FONTS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif'


def install(archive: Path, folder: Path) -> None:
    """Leave the style and the script in the folder. Raises SystemExit on a changed archive."""
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != SHA512:
        raise SystemExit(f"{archive.name} is not what was published; nothing was installed.")
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as packed:
        for name in WANTED:
            file = packed.extractfile(f"package/dist/govuk/{name}")
            assert file is not None, name
            text = file.read().decode()
            text = re.sub(r"/\*# source.*?\*/|//# source.*", "", text)  # maps are not installed
            (folder / name).write_text(own_fonts(text) if name.endswith(".css") else text)


def own_fonts(style: str) -> str:
    """A style sheet with the system's fonts, without the crown, asking for no other file."""
    style = re.sub(r"@font-face\{[^}]*\}", "", style)
    style = style.replace("GDS Transport,arial,sans-serif", SYSTEM_FONTS)
    return re.sub(r"url\(/assets/[^)]*\)", "none", style)


if __name__ == "__main__":
    install(Path(sys.argv[1]), Path(sys.argv[2]))
