/** What the cluster kit promises, with nodes that are processes of their own. */
@org.jspecify.annotations.NullMarked
package dev.jinx.it.cluster;
