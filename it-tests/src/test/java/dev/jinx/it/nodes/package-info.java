/**
 * What readers of logs and of several nodes are promised, with real JVMs that are killed and
 * started again: the command {@code log}, the command {@code events} of many nodes, and the Java
 * client's streams and fleets.
 */
@org.jspecify.annotations.NullMarked
package dev.jinx.it.nodes;
