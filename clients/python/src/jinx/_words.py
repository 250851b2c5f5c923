"""Events and points in words, for messages."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence

from .events import GAP, Event

_LAST = 10


def seconds(time: float) -> str:
    """A time as messages write it."""
    return f"{time:g}s" if time == int(time) else f"{round(time * 1000)}ms"


def summary(events: Sequence[Event], last: int = _LAST) -> str:
    """How many there are of each name and phase; then, a line each, the last ones."""
    counts: Dict[str, Dict[str, int]] = {}
    for event in events:
        phases = counts.setdefault(event.injection, {})
        phases[event.phase] = phases.get(event.phase, 0) + 1
    told = [f"{name} {_phases(counts[name])}".strip() for name in sorted(counts)]
    head = f"{len(events)}: {', '.join(told)}" if told else "none"
    return "".join([head, *(f"\n    {line(event)}" for event in events[-last:])])


def _phases(counts: Mapping[str, int]) -> str:
    return "{" + ", ".join(f"{phase}={counts[phase]}" for phase in sorted(counts)) + "}"


def line(event: Event) -> str:
    """An event in one line, for people."""
    if event.phase == GAP:
        return event.line
    reason = f": {event.reason}" if event.reason else ""
    return (
        f"{event.get('time')} {event.cursor} {event.injection} {event.phase} hit {event.hit} "
        f"arm {event.arm} {event.get('action', '')} in {event.thread.get('name')}{reason}"
    )


def point(state: Mapping[str, Any], arm: Optional[int]) -> str:
    """A point's state: why a hit may not have come."""
    words = [_woven(state), _armed(state, arm)]
    words.append(f"{state.get('hits', 0)} hits so far in this life of the JVM")
    if state.get("waiters"):
        words.append(f"{state['waiters']} threads parked there now")
    if state.get("errors"):
        words.append(f"{state['errors']} times an expression threw, which counts as no hit")
    return "; ".join(words)


def _woven(state: Mapping[str, Any]) -> str:
    reason = f": {state['reason']}" if state.get("reason") else ""
    name, method = state.get("state", ""), state.get("method", "")
    if name == "woven":
        sites = sum(int(site.get("count", 1)) for site in state.get("sites", []))
        return f"woven at {sites} sites of {method}"
    if name == "declared":
        return f"not woven yet, the class of {method} is not loaded"
    if name == "missing":
        near = ", ".join(map(str, state.get("nearest", [])))
        return f"not woven, no such method: {method}{reason}" + (
            f" (near it: {near})" if near else ""
        )
    return f"{name}{reason}"


def _armed(state: Mapping[str, Any], arm: Optional[int]) -> str:
    arms: List[Mapping[str, Any]] = list(state.get("arms", []))
    numbers = [one.get("arm") for one in arms]
    if not arms and not state.get("enabled"):
        return "not enabled" if arm is None else f"not enabled any more: arm {arm} has ended"
    if arm is not None and arm not in numbers:
        return f"arm {arm} has ended, others are enabled: {numbers}"
    words = [f"enabled, arms {numbers}"]
    first: Optional[Mapping[str, Any]] = None
    for one in arms:
        about = arm is None or one.get("arm") == arm
        if about:
            words += _conditional(one)
        if first is not None and about:
            older = f"arm {first.get('arm')} ({first.get('action')}) is older"
            words.append(f"arm {one.get('arm')} gets nothing: {older}, and has no condition")
        elif first is None and not one.get("when") and not one.get("one_shot"):
            first = one  # it always acts, and leaves nothing to the next
    return "; ".join(words)


def _conditional(arm: Mapping[str, Any]) -> List[str]:
    words = []
    if arm.get("when"):
        rejected = arm.get("rejected", 0)
        never = "" if arm.get("hits") else ", and never true"
        was = f"false {rejected} times{never}" if rejected else "not reached yet"
        words.append(f"the condition of arm {arm.get('arm')}, {arm['when']}, was {was}")
    if arm.get("error"):
        words.append(f"arm {arm.get('arm')} failed: {arm['error']}")
    return words
