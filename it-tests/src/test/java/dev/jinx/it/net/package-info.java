/**
 * Points on connections, in real JVMs on every JDK: the test is the peer at the other end, which
 * has no agent, and sees what the network would have brought it.
 */
@NullMarked
package dev.jinx.it.net;

import org.jspecify.annotations.NullMarked;
