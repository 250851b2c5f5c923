/** The command line of {@code jinx-relay.jar}. Nothing but results goes to standard output. */
@NullMarked
package dev.jinx.relay.cli;

import org.jspecify.annotations.NullMarked;
