/**
 * What the cluster kit promises, with nodes that are processes of their own; and scenarios on
 * clusters that nobody here wrote, which show how it is used. The nodes are cut from one another,
 * never from the test.
 */
@NullMarked
package dev.jinx.it.cluster;

import org.jspecify.annotations.NullMarked;
