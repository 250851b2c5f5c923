/** How much a relay takes. Programs, not tests: their figures depend on the machine. */
@NullMarked
package dev.jinx.relay.measure;

import org.jspecify.annotations.NullMarked;
