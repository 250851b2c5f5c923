package dev.jinx.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code GET /openapi.json}: what this server understands and answers, as OpenAPI 3.1 has it. */
final class OpenApiRoute implements Route.Handler {
  private final String version;
  private final String session;

  /**
   * @param session the sessions' cookie, null where there are none
   */
  OpenApiRoute(String version, @Nullable Session session) {
    this.version = version;
    this.session = session == null ? "jinx" : session.name();
  }

  @Override
  public void handle(Request request) throws IOException {
    try (InputStream in = OpenApiRoute.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IOException("this build lacks its openapi.json");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String told = text.replace("@version@", version).replace("@session@", session);
      ByteBuffer bytes = ByteBuffer.wrap(told.getBytes(StandardCharsets.UTF_8));
      Reply.text(request.exchange(), "application/json", bytes);
    }
  }
}
