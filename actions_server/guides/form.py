"""Reading the forms of plain pages.

They are multipart, because a percent-encoded one would swell 2,000 letters of Punjabi or Urdu past
the largest body; and they are read by hand, since a form that lacks a field is no error.
"""

from typing import Any

from fastapi import Request

MOST_FIELDS = 8


async def fields_of(request: Request) -> dict[str, str]:
    """What the form holds, by name; a file counts as nothing."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    # Browsers send line ends as two characters but count them as one.
    return {
        name: value.replace("\r\n", "\n") for name, value in form.items() if isinstance(value, str)
    }


def described(*names: str) -> dict[str, Any]:
    """The form for the description of the interface."""
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in names}}
    return {"requestBody": {"content": {"multipart/form-data": {"schema": schema}}}}
