/**
 * What several packages of the client use and no user should: closing of several things, the
 * nearest name, events in few words.
 *
 * <p>No part of the API: it may change with any version.
 */
@NullMarked
package dev.jinx.client.internal;

import org.jspecify.annotations.NullMarked;
