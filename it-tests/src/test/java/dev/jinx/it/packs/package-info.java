/**
 * The ready packs: each point fits the libraries that the pack names, hits in real programs, and is
 * in the guide.
 */
@NullMarked
package dev.jinx.it.packs;

import org.jspecify.annotations.NullMarked;
