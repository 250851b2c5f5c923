/**
 * The command line: {@code points enable disable release wait events}.
 *
 * <p>Guarantees: what a script reads is on stdout, one thing a line, and nothing else is; all words
 * for people are on stderr. Exit codes are those of {@link dev.jinx.cli.Exit}. Nothing here looks
 * at the context class loader or the class path: the commands run from inside jinx.jar.
 */
@NullMarked
package dev.jinx.cli;

import org.jspecify.annotations.NullMarked;
