/**
 * What tools that others made see of Jinx: the JDK's own, Prometheus' parser, a shell, a terminal.
 */
@NullMarked
package dev.jinx.it.tools;

import org.jspecify.annotations.NullMarked;
