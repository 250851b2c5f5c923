package dev.jinx.client.fleet;

import dev.jinx.client.Api;
import dev.jinx.client.http.Address;
import org.jspecify.annotations.Nullable;

/**
 * One node of a fleet, as it was given.
 *
 * @param name what it must be called, or null for whatever it is called
 * @param api how it is reached
 */
record Member(@Nullable String name, Api api) {
  Address address() {
    return api.settings().address();
  }
}
