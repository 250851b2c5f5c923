package dev.jinx.control;

import org.jspecify.annotations.Nullable;

/**
 * Which parked threads are to go on, and how.
 *
 * @param thread only the thread of that number, or null for any
 * @param n at most so many, or null for all
 * @param hit only the thread of that hit, or null for any
 * @param lease only threads that the arm of that lease holds, or null for any
 * @param outcome what they shall do then, or null to go on
 */
public record MessageRequest(
    @Nullable Long thread,
    @Nullable Integer n,
    @Nullable Long hit,
    @Nullable String lease,
    @Nullable String outcome) {}
