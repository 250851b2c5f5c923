/**
 * The packaged jar against real JVMs. Every test forks the program it watches, on every JDK found,
 * and speaks to it only as a user would: over HTTP, the command line, files and standard streams.
 * Nothing of the agent is on this class path.
 *
 * <p>The programs under test that are ours live in {@code com.acme}.
 */
@org.jspecify.annotations.NullMarked
package dev.jinx.it;
