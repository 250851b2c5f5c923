package dev.jinx.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The document that a server gives away, and what it says of answers. */
final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  final JsonNode document;
  private final SchemaRegistry schemas = SchemaRegistry.withDialect(Dialects.getOpenApi31());

  OpenApi(String text) throws IOException {
    document = JSON.readTree(text);
  }

  JsonNode operation(String method, String path) {
    JsonNode operation = document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      throw new AssertionError("openapi.json has no " + method + " " + path);
    }
    return operation;
  }

  /** What is behind a reference, or the node itself. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  /**
   * What an answer has that its schema does not allow; keys that are not documented count, too.
   *
   * @param type of the body, such as {@code application/json}
   */
  List<String> misfits(String method, String path, int status, String type, String body)
      throws IOException {
    JsonNode responses = operation(method, path).get("responses");
    JsonNode response = resolved(responses.path(String.valueOf(status)));
    JsonNode media = response.path("content").path(type);
    if (media.isMissingNode()) {
      return List.of(method + " " + path + " does not document " + status + " " + type);
    }
    ObjectNode whole = JSON.createObjectNode();
    whole.setAll((ObjectNode) media.get("schema"));
    whole.set("components", closed(document.get("components").deepCopy()));
    Schema schema = schemas.getSchema(closed(whole));
    return schema.validate(JSON.readTree(body)).stream().map(Error::toString).toList();
  }

  /** Clients have to bear keys that they do not know; this server has to document all it writes. */
  private static JsonNode closed(JsonNode node) {
    if (node.has("properties") && !node.has("additionalProperties")) {
      ((ObjectNode) node).put("additionalProperties", false);
    }
    node.forEach(OpenApi::closed);
    return node;
  }
}
