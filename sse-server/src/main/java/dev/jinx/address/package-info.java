/**
 * Who this process is to others on a network: where it listens, which addresses its machine has,
 * and whether two processes share a loopback. What is asked of the kernel is read from {@code
 * /proc}; where there is none, that is told, and nothing is guessed.
 */
@NullMarked
package dev.jinx.address;

import org.jspecify.annotations.NullMarked;
