/**
 * Pages of the guide that claim more than they show: every test that they name is there, and their
 * commands are run as they stand.
 */
@NullMarked
package dev.jinx.it.guide;

import org.jspecify.annotations.NullMarked;
