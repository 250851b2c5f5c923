/**
 * Hits and parks as events of the JDK's Flight Recorder, for those who look at a recording.
 *
 * <p>They are made by the scribe, never on a thread of the application, and only while something
 * records. Until then no more than one class of the recorder is loaded, at the first hit; where the
 * JVM has no recorder, none.
 */
@NullMarked
package dev.jinx.flight;

import org.jspecify.annotations.NullMarked;
