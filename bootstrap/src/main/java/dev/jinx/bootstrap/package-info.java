/**
 * What runs on the application's threads when they reach an injection point, on the boot class
 * path, with nothing but {@code java.base}.
 *
 * <p>Guarantees: a disabled point costs nothing that can be measured; a hit of an enabled one
 * neither locks nor does I/O, and allocates nothing unless its action needs it; no exception of
 * ours reaches the application. Lambdas and {@code invokedynamic} string concatenation are not
 * used: they cost the application's start-up tens of milliseconds.
 */
@NullMarked
package dev.jinx.bootstrap;

import org.jspecify.annotations.NullMarked;
