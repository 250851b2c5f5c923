/**
 * Conditions and captures: the grammar and the arithmetic of Apache Commons JEXL, over an evaluator
 * that reaches only what {@link dev.jinx.expression.Permitted} allows.
 *
 * <p>Guarantees: expressions are read-only as far as the JDK's classes go; no object and no class
 * of the application is kept; no logging library is touched; nothing is locked while an expression
 * is evaluated; the interrupt flag of the application's thread stays as it is.
 */
@NullMarked
package dev.jinx.expression;

import org.jspecify.annotations.NullMarked;
