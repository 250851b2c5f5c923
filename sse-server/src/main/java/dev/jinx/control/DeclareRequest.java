package dev.jinx.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A point to be declared now: the keys of the YAML.
 *
 * @param name a name that no other point has
 * @param method the selector
 * @param at the position, or null for {@code entry}
 * @param action the declared terms, or null
 * @param when the declared condition, or null
 * @param capture expressions by name
 * @param parameters what its events carry
 * @param enabled whether it is armed at once
 * @param oneShot whether the first action uses that arm up
 */
public record DeclareRequest(
    String name,
    String method,
    @Nullable String at,
    @Nullable String action,
    @Nullable String when,
    Map<String, String> capture,
    Map<String, String> parameters,
    boolean enabled,
    boolean oneShot) {}
