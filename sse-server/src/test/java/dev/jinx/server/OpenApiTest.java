package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.bootstrap.Reach;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract as a document: complete, valid, and true. */
@Timeout(60)
class OpenApiTest {
  private static final String ALL = "/v2/error_injection/injection";
  private static final String ONE = ALL + "/{name}";
  private Node node;
  private OpenApi api;

  @BeforeEach
  void start() throws Exception {
    node = Node.start();
    api = new OpenApi(node.get("/openapi.json").body());
  }

  @AfterEach
  void stop() {
    node.control.disableAll(null);
    node.close();
  }

  @Test
  void everyRouteIsDocumentedAndNoOther() {
    TreeSet<String> served = new TreeSet<>();
    for (Route route : node.server.routes()) {
      served.add(route.method() + " " + route.path());
    }
    TreeSet<String> documented = new TreeSet<>();
    api.document
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        key -> {
                          if (List.of("get", "post", "put", "delete").contains(key)) {
                            documented.add(key.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    assertThat(documented).isEqualTo(served);
  }

  @Test
  void everyKeyOfAQueryIsDocumentedAndNoOther() {
    for (Route route : node.server.routes()) {
      List<String> keys = new ArrayList<>();
      for (JsonNode each : api.operation(route.method(), route.path()).path("parameters")) {
        JsonNode parameter = api.resolved(each);
        if (parameter.get("in").asText().equals("query")) {
          keys.add(parameter.get("name").asText());
        }
        assertThat(parameter.path("description").asText()).as(each.toString()).isNotBlank();
      }
      assertThat(keys)
          .as(route.method() + " " + route.path())
          .containsExactlyInAnyOrderElementsOf(route.keys());
    }
  }

  @Test
  void everyOperationSaysWhatItDoesAndEveryReferenceLeadsSomewhere() {
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode path : api.document.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.has("responses")) {
          assertThat(operation.path("summary").asText()).isNotBlank();
          assertThat(names.add(operation.get("operationId").asText())).isTrue();
        }
      }
    }
    for (JsonNode reference : api.document.findValues("$ref")) {
      assertThat(api.document.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void othersReadItWithoutComplaint() throws Exception {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult read =
        new OpenAPIV3Parser().readContents(api.document.toString(), null, options);
    assertThat(read.getMessages()).isEmpty();
    assertThat(read.getOpenAPI().getPaths()).hasSize(api.document.get("paths").size());
    assertThat(read.getOpenAPI().getInfo().getVersion()).doesNotContain("@").isNotBlank();
  }

  @Test
  void whatLetsInIsDocumented() throws Exception {
    assertThat(api.document.at("/components/securitySchemes/token/scheme").asText())
        .isEqualTo("bearer");
    try (Node locked = new Node(ServerConfig.loopback(0).withToken("s3cret"), 1 << 16)) {
      String bearer = "Bearer s3cret";
      HttpResponse<String> session = locked.send("POST", "/session", "", "Authorization", bearer);
      String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
      HttpResponse<String> told = locked.send("GET", "/openapi.json", "", "Cookie", cookie);
      JsonNode scheme = new OpenApi(told.body()).document.at("/components/securitySchemes/session");
      assertThat(scheme.path("in").asText()).isEqualTo("cookie");
      assertThat(cookie).startsWith(scheme.path("name").asText() + "=");
    }
    for (JsonNode ways : api.document.get("security")) {
      ways.fieldNames()
          .forEachRemaining(
              name ->
                  assertThat(api.document.at("/components/securitySchemes").has(name))
                      .as(name)
                      .isTrue());
    }
    assertThat(api.document.get("security")).hasSize(3); // nothing on loopback, or one of the two
  }

  @Test
  void answersAreAsItSays() throws Exception {
    Runnable hit = Node.point("openapi.commit");
    fits("POST", ONE, "openapi.commit", "?action=pause(1m)&seed=3", "{\"why\":\"x\"}", 200);
    Thread thread = new Thread(hit, "openapi-parked");
    thread.start();
    fits("GET", "/v2/error_injection/wait", "", "?injection=openapi.commit&phase=parked", "", 200);
    fits("GET", ALL, "", "", "", 200);
    fits("GET", ONE, "openapi.commit", "", "", 200);
    fits("GET", ONE + "/enters", "openapi.commit", "", "", 200);
    fits("GET", ONE + "/waiters", "openapi.commit", "", "", 200);
    fits("POST", ONE + "/message", "openapi.commit", "", "", 200);
    thread.join();
    fits("POST", ALL, "", "", "{\"openapi.commit\":{\"action\":\"yield\"}}", 200);
    fits("GET", "/v2/error_injection/points", "", "", "", 200);
    fits("DELETE", ONE, "openapi.commit", "", "", 200);
    fits("DELETE", ALL, "", "", "", 200);
    fits("GET", "/v2/error_injection/net", "", "", "", 200);
    fits("GET", "/health", "", "", "", 200);
    fits("GET", "/openapi.json", "", "", "", 200);
  }

  @Test
  void answersAboutLeasesAreAsItSays() throws Exception {
    String leases = "/v2/error_injection/leases";
    String created = fits("POST", leases, "", "?ttl=30s", "", 200);
    String id = created.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    Node.point("openapi.leased");
    fits("POST", ONE, "openapi.leased", "?lease=" + id, "", 200);
    fits("GET", leases, "", "", "", 200);
    fits("GET", ONE, "openapi.leased", "", "", 200);
    fits("PUT", leases + "/{name}", id, "", "", 200);
    fits("DELETE", leases + "/{name}", id, "", "", 200);
    fits("DELETE", leases + "/{name}", id, "", "", 404);
  }

  @Test
  void declaringIsAsItSays() throws Exception {
    Reach.by(new TestWeaver());
    String points = "/v2/error_injection/points";
    String body = "{\"name\":\"openapi.late\",\"method\":\"com.acme.Store#commit\"}";
    fits("POST", points, "", "", body, 200);
    fits("POST", points, "", "", body, 409);
    fits("POST", points, "", "", "{\"name\":\"openapi.wrong\",\"method\":\"Store\"}", 400);
    fits("DELETE", points + "/{name}", "openapi.late", "", "", 200);
  }

  @Test
  void refusalsAreAsItSays() throws Exception {
    Node.point("openapi.refused");
    fits("POST", ONE, "openapi.refused", "?action=paus", "", 400);
    fits("POST", ONE, "openapi.refused", "?oneshot=true", "", 400);
    fits("POST", ONE, "openapi.unknown", "", "", 404);
    fits("GET", "/v2/error_injection/wait", "", "?injection=openapi.refused&timeout=1ms", "", 408);
    fits("GET", "/v2/error_injection/wait", "", "?since=n1@4.99", "", 400);
    fits("POST", ALL, "", "", "x".repeat((1 << 20) + 1), 413);
  }

  private String fits(
      String method, String path, String name, String query, String body, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = node.send(method, path.replace("{name}", name) + query, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    String type = answer.headers().firstValue("Content-Type").orElseThrow();
    assertThat(api.misfits(method, path, status, type, answer.body()))
        .as(method + " " + path + query + " answered " + answer.body())
        .isEmpty();
    return answer.body();
  }
}
