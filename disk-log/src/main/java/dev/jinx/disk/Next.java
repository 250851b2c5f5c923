package dev.jinx.disk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows a position: perhaps something that is missing, then perhaps events.
 *
 * @param missing what is known to have been between the position and the events, or the end, and
 *     can be had no more; in order
 * @param batch the next events; null at the end
 */
public record Next(List<Hole> missing, @Nullable Batch batch) {}
