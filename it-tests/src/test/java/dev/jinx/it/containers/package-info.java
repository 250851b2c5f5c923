/** The agent in containers, against a real engine; skipped where there is none. */
@NullMarked
package dev.jinx.it.containers;

import org.jspecify.annotations.NullMarked;
