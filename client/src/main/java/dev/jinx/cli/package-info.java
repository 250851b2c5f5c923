/**
 * The command line: {@code points enable disable release waiters wait events declare undeclare
 * attach log}.
 *
 * <p>Guarantees: what a script reads is on stdout, one thing a line, and nothing else is; all words
 * for people are on stderr. Exit codes are those of {@link dev.jinx.cli.Exit}. The commands run
 * from inside jinx.jar: nothing here looks at the class path. Other parts of Jinx add commands as
 * services of {@link dev.jinx.cli.ExtraCommand}, which are found through the context class loader.
 */
@NullMarked
package dev.jinx.cli;

import org.jspecify.annotations.NullMarked;
