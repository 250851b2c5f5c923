package dev.jinx.client;

/**
 * What a message did.
 *
 * @param released threads that it let go
 * @param kept messages kept for arrivals to come
 */
public record Released(int released, int kept) {}
