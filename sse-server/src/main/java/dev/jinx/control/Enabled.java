package dev.jinx.control;

import dev.jinx.log.Cursor;

/**
 * A point was enabled.
 *
 * @param cursor waiting from here can neither miss a hit of the arm nor pick up an older one
 * @param arm its number at the point
 * @param seed the seed of its draws
 */
public record Enabled(Cursor cursor, int arm, long seed) {}
