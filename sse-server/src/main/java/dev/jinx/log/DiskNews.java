package dev.jinx.log;

import org.jspecify.annotations.Nullable;

/**
 * What became of the log's files that the log itself has to tell, as an event. Either the files
 * cannot be written any more, or they can again and lack something for good.
 *
 * @param reason why, for people; one line
 * @param lost what the files lack; null where they have just begun to fail
 */
public record DiskNews(String reason, @Nullable Gap lost) {}
