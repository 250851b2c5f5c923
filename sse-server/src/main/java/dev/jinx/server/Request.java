package dev.jinx.server;

import io.undertow.server.HttpServerExchange;

/**
 * One request at a route.
 *
 * @param exchange where to answer
 * @param name the name in the path, a point's or a lease's, empty where the route has none
 * @param query what was asked for, with known keys only
 * @param body the body, empty if there was none or the route takes none
 */
record Request(HttpServerExchange exchange, String name, Query query, byte[] body) {}
