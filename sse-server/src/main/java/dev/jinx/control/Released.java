package dev.jinx.control;

import org.jspecify.annotations.Nullable;

/**
 * What became of a message.
 *
 * @param released threads that go on now
 * @param kept messages kept for threads that have not arrived yet
 * @param reason why neither, or null
 */
public record Released(int released, int kept, @Nullable String reason) {}
