/**
 * The event log on disk, for whoever writes it (the agent) and whoever reads a dead JVM's (the
 * client, the command {@code log}). Sees {@code java.base} only.
 */
@NullMarked
package dev.jinx.disk;

import org.jspecify.annotations.NullMarked;
