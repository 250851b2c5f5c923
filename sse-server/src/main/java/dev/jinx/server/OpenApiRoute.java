package dev.jinx.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** {@code GET /openapi.json}: what this server understands and answers, as OpenAPI 3.1 has it. */
final class OpenApiRoute implements Route.Handler {
  private final String version;

  OpenApiRoute(String version) {
    this.version = version;
  }

  @Override
  public void handle(Request request) throws IOException {
    try (InputStream in = OpenApiRoute.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IOException("this build lacks its openapi.json");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      byte[] told = text.replace("@version@", version).getBytes(StandardCharsets.UTF_8);
      Reply.text(request.exchange(), "application/json", ByteBuffer.wrap(told));
    }
  }
}
