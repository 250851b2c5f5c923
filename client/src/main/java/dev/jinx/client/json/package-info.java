/**
 * JSON as plain Java values, on Jackson's streaming parser alone: no data binding, hence no Jackson
 * type in the client's API and a fraction of the start-up time. Not an API for users.
 */
@NullMarked
package dev.jinx.client.json;

import org.jspecify.annotations.NullMarked;
