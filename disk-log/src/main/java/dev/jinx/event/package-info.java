/**
 * Events as lines of JSON, in the order of keys that everybody relies on: the scribe writes them
 * while a JVM lives, and whoever takes over its rings when it is dead.
 */
@NullMarked
package dev.jinx.event;

import org.jspecify.annotations.NullMarked;
