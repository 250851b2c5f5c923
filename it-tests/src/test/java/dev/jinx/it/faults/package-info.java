/**
 * Every fault that a point can inject, end to end: enabled over HTTP, in a forked JVM with the
 * packaged jar, and seen both in what the program does and in the events.
 */
@org.jspecify.annotations.NullMarked
package dev.jinx.it.faults;
