/** How tests read the pages of the guide, to hold them against the code. */
@NullMarked
package dev.jinx.guide;

import org.jspecify.annotations.NullMarked;
