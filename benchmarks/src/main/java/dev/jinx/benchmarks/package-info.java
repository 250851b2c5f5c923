/**
 * Measurements of the packaged jar beside its peers. Every measured JVM is a process of its own
 * with {@code -javaagent}; nothing of Jinx is on the class path here. A figure is a median of
 * several forks or rounds, told with its spread, and held against a peer measured in the same run.
 * Nothing here runs in a build.
 */
@NullMarked
package dev.jinx.benchmarks;

import org.jspecify.annotations.NullMarked;
