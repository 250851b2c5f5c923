/**
 * What the outside can have done: enable, disable, release, look. It sits between the routes and
 * the points, and makes sure that each answer is true when it is given: an enable has taken effect,
 * the cursor it answers lies before the new arm's first event and after the older arm's last.
 */
@NullMarked
package dev.jinx.control;

import org.jspecify.annotations.NullMarked;
