/**
 * A program under load that tells, outside of itself, how far each of its threads came: in a file
 * that is mapped, so that what it told outlives it however it ends. It knows nothing of Jinx.
 */
package com.acme.surge;
