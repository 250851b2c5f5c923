package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page's files as they are served, and what they may do. */
@Timeout(60)
class PageRoutesTest {
  private static final Path SOURCES = Path.of("src/main/resources/dev/jinx/page");
  private static final Pattern NAMED = Pattern.compile("\"(?:/page/|\\./)([\\w-]+\\.\\w+)\"");

  private Node node;

  @BeforeEach
  void start() throws IOException {
    node = Node.start();
  }

  @AfterEach
  void stop() {
    node.close();
    assertThat(node.warnings).isEmpty();
  }

  private String policy(String query) throws Exception {
    HttpResponse<String> page = node.get("/" + query);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    return page.headers().firstValue("Content-Security-Policy").orElseThrow();
  }

  @Test
  void thePageMayTalkToItsOwnServerAlone() throws Exception {
    assertThat(policy(""))
        .contains("default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self'")
        .contains("base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http:");
    assertThat(node.get("/").headers().map())
        .containsEntry("X-Content-Type-Options", List.of("nosniff"))
        .containsEntry("X-Frame-Options", List.of("DENY"));
  }

  @Test
  void nodesThatItsAddressNamesItMayTalkTo() throws Exception {
    assertThat(policy("?node=n2=127.0.0.1:7118,n3=host-3.example:80"))
        .contains("connect-src 'self' http://127.0.0.1:7118 http://host-3.example:80; script-src");
    assertThat(policy("?node=127.0.0.1:7118")).contains("'self' http://127.0.0.1:7118;");
    assertThat(policy("?node=n2=[::1]:7118")).contains("connect-src 'self' http:;");
  }

  @Test
  void whatIsNoAddressNeverGetsIntoThePolicy() throws Exception {
    for (String wrong :
        List.of(
            "n2=*:7118",
            "n2=a;script-src%20*:1",
            "n2=a%20b:1",
            "n2='self':1",
            "n2=host",
            "n2=host:99999",
            "n2=host:",
            "=host:1",
            "n2=[x]:1",
            "n2=h:1,",
            "n2=h%0d%0aX:1")) {
      assertThat(node.get("/?node=" + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void everyFileThatIsNamedIsServedWithItsType() throws Exception {
    TreeSet<String> named = new TreeSet<>();
    List<String> open = new ArrayList<>(List.of("index.html"));
    while (!open.isEmpty()) {
      String file = open.remove(0);
      Matcher matcher = NAMED.matcher(text(file));
      while (matcher.find()) {
        if (named.add(matcher.group(1)) && !matcher.group(1).endsWith("woff2")) {
          open.add(matcher.group(1));
        }
      }
    }
    assertThat(named).contains("main.js", "tokens.css", "icon.svg", "inter.woff2");
    for (String file : named) {
      HttpResponse<String> served = node.get("/page/" + file);
      assertThat(served.statusCode()).as(file).isEqualTo(200);
      String type = served.headers().firstValue("Content-Type").orElseThrow();
      assertThat(type).as(file).containsAnyOf("javascript", "css", "svg", "woff2");
    }
    assertThat(named.size() + 2)
        .as("no file lies there that nobody uses, but the page and the fonts' licence")
        .isEqualTo(SOURCES.toFile().list().length);
  }

  @Test
  void noFileHasScriptsOrStylesInItsMarkup() throws Exception {
    assertThat(text("index.html"))
        .doesNotContain("<style", " style=", "javascript:")
        .doesNotContainPattern("<script(?![^>]*src=)")
        .doesNotContainPattern(" on\\w+=");
    for (String file : SOURCES.toFile().list()) {
      if (file.endsWith(".js") || file.endsWith(".css")) {
        assertThat(text(file))
            .as(file)
            .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "https://")
            .doesNotContainPattern("http://(?!www\\.w3\\.org/2000/svg|\\$\\{)");
      }
    }
  }

  @Test
  void nothingBesideThePageIsServed() throws Exception {
    for (String path :
        List.of("/page/..", "/page/.", "/page/Session.class", "/page/none.js", "/page/a.txt")) {
      assertThat(node.get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(node.get("/page/..%2Fx.js").statusCode()).isEqualTo(400);
    assertThat(node.get("/page/").statusCode()).isEqualTo(404);
  }

  private static String text(String file) throws IOException {
    return Files.readString(SOURCES.resolve(file));
  }
}
