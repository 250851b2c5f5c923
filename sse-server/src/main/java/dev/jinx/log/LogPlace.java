package dev.jinx.log;

/**
 * Where the event log is on disk, as health tells it.
 *
 * @param directory its path
 * @param durability {@code memory}, {@code os} or {@code fsync}
 * @param rings {@code mapped} where what the scribe has not yet taken in outlives the process,
 *     {@code heap} where it does not
 */
public record LogPlace(String directory, String durability, String rings) {}
