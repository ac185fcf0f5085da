"""Duties as an .ics file that phones take in: Beijing time, a reminder the working morning before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event, Timezone, vDuration

from services.clock import TEAM_ZONE
from services.duties.ahead import Entry
from texts import duty_calendar as texts

_BEFORE = timedelta(hours=-9, minutes=-30)
_LENGTH = timedelta(minutes=30)
_ASK_AGAIN = timedelta(hours=6)


def duty_calendar(entries: Sequence[Entry], title: str, now: datetime) -> bytes:
    """The file's bytes; an entry keeps its uid, so that taking the file in again moves what moved."""
    calendar = Calendar()
    calendar.add("prodid", "-//chaozhou-zhuzhen//duties//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    # How often a phone that follows the address asks again: RFC 7986, and the name older ones know.
    calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_ASK_AGAIN))
    calendar.add_component(Timezone.from_tzid(str(TEAM_ZONE)))
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    due_at = entry.falling.due_at.astimezone(TEAM_ZONE)
    event = Event()
    event.add("uid", f"{entry.uid}@chaozhou-zhuzhen")
    event.add("dtstamp", now)
    event.add("dtstart", due_at - _LENGTH)
    event.add("dtend", due_at)
    event.add("summary", texts.summary(entry))
    event.add("description", texts.description(entry))
    event.add_component(_alarm(entry))
    return event


def _alarm(entry: Entry) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", texts.summary(entry))
    alarm.add("trigger", _BEFORE)
    return alarm
