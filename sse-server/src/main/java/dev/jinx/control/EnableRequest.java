package dev.jinx.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a point is to be enabled.
 *
 * @param oneShot whether the first action uses the arm up
 * @param action terms, or null for the declared ones, else {@code observe}
 * @param when a condition, or null
 * @param lease the lease that the arm ends with, or null
 * @param seed of the draws, or null for a random one
 * @param parameters what events carry; where empty, the declared ones
 */
public record EnableRequest(
    boolean oneShot,
    @Nullable String action,
    @Nullable String when,
    @Nullable String lease,
    @Nullable Long seed,
    Map<String, String> parameters) {}
