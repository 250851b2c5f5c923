/**
 * Several nodes as one cluster: cut them from one another, slow their connections down, lose, hold
 * and reorder their messages, wait for what happens among them, and put points of different
 * processes in order.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>A cut holds on every node when the call that makes it returns, or on none: what fails on
 *       one node is undone on the others, and told.
 *   <li>It holds for connections that exist and for new ones, and goes on to hold for addresses at
 *       which a member begins to listen, and for a member that begins another life. Between members
 *       only: who is not in the cluster is never touched, nor is the agents' own traffic.
 *   <li>A pair of nodes that a cut does not reach is told, by an exception or by {@link
 *       dev.jinx.client.cluster.Cut#open}; so is a method that is not there.
 *   <li>It ends with {@link dev.jinx.client.cluster.Cut#heal}, with the cluster, and, if this
 *       process dies, with the lease of the connection to each node. One that has ended by itself
 *       is said so when it is healed.
 *   <li>A cluster has one daemon thread a node, and none once it is closed.
 * </ul>
 *
 * <p>Who is who: a connection is known by the side that began it, which knows the listening address
 * that it went to. So what is cut from a node is cut at its peers, by the addresses where the node
 * listens, and at the node, by those where its peers listen. The kit asks each agent for them;
 * {@link dev.jinx.client.cluster.Cluster#listening} adds what an agent cannot know.
 *
 * <p>Every type may be used from any thread unless it says otherwise.
 */
@NullMarked
package dev.jinx.client.cluster;

import org.jspecify.annotations.NullMarked;
