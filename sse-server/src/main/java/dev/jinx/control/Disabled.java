package dev.jinx.control;

/**
 * Points were disabled.
 *
 * @param disabled arms that took hits until then
 * @param released threads that were parked and go on now
 */
public record Disabled(int disabled, int released) {}
