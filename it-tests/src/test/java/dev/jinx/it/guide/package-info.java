/**
 * Pages of the guide claim no more than they show: every test that they name is there, and their
 * examples are run as they stand, each by the test that the comment before it names.
 */
@NullMarked
package dev.jinx.it.guide;

import org.jspecify.annotations.NullMarked;
