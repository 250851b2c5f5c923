package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A token is traded for a cookie, by which an EventSource, that can show no token, gets in. */
@Timeout(60)
class SessionTest {
  private static final String PAGE = "http://n2:7117";

  private static Node locked(String token) throws Exception {
    return new Node(ServerConfig.loopback(0).withToken(token).withOrigins(List.of(PAGE)), 1 << 16);
  }

  private static String cookie(Node node, String token) throws Exception {
    HttpResponse<String> session =
        node.send("POST", "/session", "", "Authorization", "Bearer " + token);
    assertThat(session.statusCode()).isEqualTo(204);
    return session.headers().firstValue("Set-Cookie").orElseThrow();
  }

  /** What a browser sends back. */
  private static String shown(String cookie) {
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static int status(Node node, String cookie) throws Exception {
    return node.send("GET", "/health", "", "Cookie", cookie).statusCode();
  }

  @Test
  void theCookieIsForTheBrowserAloneAndForItsOwnSite() throws Exception {
    try (Node node = locked("s3cret")) {
      assertThat(cookie(node, "s3cret"))
          .matches(
              "jinx-[0-9a-f]{16}=\\d+\\.[\\w-]+; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void theCookieLetsInAndNothingElseDoes() throws Exception {
    try (Node node = locked("s3cret")) {
      String shown = shown(cookie(node, "s3cret"));
      assertThat(status(node, shown)).isEqualTo(200);
      assertThat(status(node, "other=1; " + shown + "; more=2")).isEqualTo(200);
      String value = shown.substring(shown.indexOf('=') + 1);
      String later = "9" + value;
      for (String wrong :
          List.of(
              "jinx=" + value,
              shown + "x",
              shown.replace("=", "=1"),
              shown.replace(value, later),
              shown.replace(value, ""),
              shown.replace(value, "."),
              shown.replace(value, "99999999999999999999.x"))) {
        assertThat(status(node, wrong)).as(wrong).isEqualTo(401);
      }
      assertThat(
              node.send("GET", "/health", "", "Cookie", shown, "Authorization", "Bearer wrong")
                  .statusCode())
          .as("who shows a token is asked for that")
          .isEqualTo(401);
    }
  }

  @Test
  void aSessionHoldsInTheNextLifeAndAtNodesOfTheSameTokenAlone() throws Exception {
    try (Node node = locked("s3cret");
        Node same = locked("s3cret");
        Node other = locked("0ther")) {
      String shown = shown(cookie(node, "s3cret"));
      assertThat(status(same, shown)).isEqualTo(200);
      assertThat(status(other, shown)).isEqualTo(401);
      String both = shown + "; " + shown(cookie(other, "0ther"));
      assertThat(status(node, both)).isEqualTo(200);
      assertThat(status(other, both)).as("cookies are of a host, not a port").isEqualTo(200);
    }
  }

  @Test
  void signingOutTakesTheCookieAway() throws Exception {
    try (Node node = locked("s3cret")) {
      String shown = shown(cookie(node, "s3cret"));
      HttpResponse<String> out = node.send("DELETE", "/session", "", "Cookie", shown);
      assertThat(out.statusCode()).isEqualTo(204);
      assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith(shown.substring(0, shown.indexOf('=') + 1) + ";")
          .contains("Max-Age=0");
    }
  }

  @Test
  void aListedPageMayShowTheCookieAndAnotherMayNot() throws Exception {
    try (Node node = locked("s3cret")) {
      String shown = shown(cookie(node, "s3cret"));
      HttpResponse<String> listed =
          node.send("GET", "/health", "", "Cookie", shown, "Origin", PAGE);
      assertThat(listed.statusCode()).isEqualTo(200);
      assertThat(listed.headers().map())
          .containsEntry("Access-Control-Allow-Credentials", List.of("true"))
          .containsEntry("Access-Control-Allow-Origin", List.of(PAGE));
      HttpResponse<String> other =
          node.send("GET", "/health", "", "Cookie", shown, "Origin", "http://evil.example");
      assertThat(other.statusCode()).isEqualTo(403);
      assertThat(other.headers().map()).doesNotContainKey("Access-Control-Allow-Credentials");
    }
  }

  @Test
  void whereNoTokenIsNeededNoCookieIsGiven() throws Exception {
    try (Node node = Node.start()) {
      HttpResponse<String> session = node.post("/session");
      assertThat(session.statusCode()).isEqualTo(204);
      assertThat(session.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }
}
