/**
 * The event log of one node, as readers see it: a window in memory and, where there is a directory,
 * files.
 *
 * <ul>
 *   <li>One thread writes ({@link dev.jinx.log.EventLog#append}), any number of threads read, and
 *       no reader ever takes a lock or holds up the writer.
 *   <li>An event is stored once, as the complete SSE frame that every reader is sent.
 *   <li>A reader is a position, not a queue: a slow one costs no memory, and learns what it missed
 *       ({@link dev.jinx.log.Gap}).
 *   <li>Sequence numbers start at 1 in each boot and have no holes. A position is a boot and a
 *       number in it; a reader walks from boot to boot, from the files into the window.
 *   <li>An event is on disk before a reader sees it. A disk that fails stops nothing: the window
 *       goes on alone, is caught up with when the disk works again, and what is then lacking is
 *       told of.
 *   <li>An event for which there is no memory is a gap in the log, with a number of its own.
 * </ul>
 */
@NullMarked
package dev.jinx.log;

import org.jspecify.annotations.NullMarked;
