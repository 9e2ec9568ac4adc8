"""The same content makes the same bytes: no clock and no order of the file system gets in."""

import io
import zipfile

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def settled(archive: bytes, first: tuple[str, ...] = ()) -> bytes:
    """A ZIP archive anew, its members without times and by name.

    first: members that must lead, uncompressed, as OpenDocument's mimetype must.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(made, "w") as write:
        names = sorted(set(read.namelist()) - set(first))
        for name in [*first, *names]:
            member = zipfile.ZipInfo(name, _LONG_AGO)
            stored = name in first
            member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            write.writestr(member, read.read(name))
    return made.getvalue()
