/**
 * Tests of the rules of the house: which package may use which, what may run before the
 * application's {@code main}, and what is in the packaged jar.
 */
@NullMarked
package dev.jinx.house;

import org.jspecify.annotations.NullMarked;
