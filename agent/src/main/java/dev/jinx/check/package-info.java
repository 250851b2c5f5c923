/**
 * The command {@code check}: whether a configuration fits a program, told without running it. It
 * weaves the program's class files as the agent would, and forgets the result; no class of the
 * program is ever initialized. Hidden in jinx.jar like the other commands.
 */
@NullMarked
package dev.jinx.check;

import org.jspecify.annotations.NullMarked;
