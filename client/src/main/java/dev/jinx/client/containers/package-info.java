/**
 * The agent in containers that Testcontainers runs.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>What the container was told before and is told afterwards stays: its environment, {@code
 *       JAVA_TOOL_OPTIONS} of it or of its image, exposed ports, wait strategy, network.
 *   <li>The agent wants a token, which is made anew for each container and never printed.
 *   <li>Only this package knows Testcontainers, which the client does not bring along: without it,
 *       all the rest works.
 * </ul>
 */
@NullMarked
package dev.jinx.client.containers;

import org.jspecify.annotations.NullMarked;
