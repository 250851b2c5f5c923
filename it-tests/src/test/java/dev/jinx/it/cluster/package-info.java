/**
 * Scenarios on clusters that nobody here wrote, each process one node: what the kit is for, and how
 * it is used. The nodes are cut from one another, never from the test.
 */
@NullMarked
package dev.jinx.it.cluster;

import org.jspecify.annotations.NullMarked;
