/**
 * What puts Jinx together in a JVM: the agent's entry, options, the YAML, the isolated class
 * loader; and the entry of {@code java -jar jinx.jar}.
 *
 * <p>Guarantees: everything is read and checked before anything takes effect. A bad configuration
 * is told on stderr, a line for each error with where it stands and what would be right, and leaves
 * the application alone ({@code on-error=continue}) or ends the JVM before its {@code main} ({@code
 * on-error=fail}). Nothing is ever written to stdout by an agent.
 *
 * <p>Most of it runs before the application's {@code main}, on its main thread. So here, as in
 * {@code dev.jinx.bootstrap}: no lambdas, method references or {@code invokedynamic} concatenation,
 * no {@code String.format}, regular expressions, streams or {@code java.nio.file}; no
 * java.util.logging and no JMX, which applications set up themselves later; few classes.
 */
@NullMarked
package dev.jinx.agent;

import org.jspecify.annotations.NullMarked;
