"""When something was saved, as far as that can be trusted."""

from datetime import UTC, datetime, timedelta

# Two machines' clocks are rarely the same to the minute.
SLACK = timedelta(minutes=5)


def moment(text: object) -> datetime | None:
    """Read a time; None when it is none, or lies in the future.

    Parameters
    ----------
    text
        A time as ISO text, from any machine.

    Returns
    -------
    datetime or None
        A clock that ran ahead tells nothing about what is newer.

    Examples
    --------
    >>> moment("2026-01-01T00:00:00+00:00").year
    2026
    >>> moment("9999-01-01T00:00:00") is None, moment("yesterday") is None
    (True, True)
    """
    try:
        when = datetime.fromisoformat(str(text))
        when = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return when if when <= datetime.now(UTC) + SLACK else None


def is_later(one: datetime | None, other: datetime | None) -> bool:
    """Tell whether one thing is known to have been saved after another.

    Parameters
    ----------
    one, other
        As `moment` gives them.

    Returns
    -------
    bool
        What has no known time is never later; a known time is later than none.

    Examples
    --------
    >>> early, late = moment("2026-01-01"), moment("2026-01-02")
    >>> is_later(late, early), is_later(early, late), is_later(early, None)
    (True, False, True)
    >>> is_later(None, None)
    False
    """
    return one is not None and (other is None or one > other)
