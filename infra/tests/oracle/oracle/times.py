"""Times and dates of snapshots."""

import re
from datetime import date, datetime, timezone


def instant(text):
    """Seconds since 1970 (UTC), or None."""
    if not isinstance(text, str):
        return None
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d+)?(Z|z|[+-]\d\d:\d\d)", text)
    if not found:
        return None
    zone = "+00:00" if found[4] in "Zz" else found[4]
    whole = datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}").astimezone(timezone.utc)
    return whole.timestamp() + float("0" + found[3] if found[3] else 0)


def day(text):
    """A day's number if the text is a date YYYY-MM-DD, else None."""
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None
