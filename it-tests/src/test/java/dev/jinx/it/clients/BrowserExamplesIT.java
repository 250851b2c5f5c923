package dev.jinx.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.jinx.it.Http;
import dev.jinx.it.Jdks;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import dev.jinx.it.behaviour.Browser;
import dev.jinx.it.faults.Pages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pages with an EventSource, as they stand, in a real browser. */
@ExtendWith(Targets.class)
class BrowserExamplesIT {

  @Test
  void theExampleOfThePageShowsHits(@TempDir Path profile) throws Exception {
    String html = String.join("\n", Pages.block(Examples.PAGE, "html"));
    showsHits(html.getBytes(StandardCharsets.UTF_8), profile);
  }

  @Test
  void theFileShowsHits(@TempDir Path profile) throws Exception {
    showsHits(Files.readAllBytes(Examples.JAVASCRIPT.resolve("events.html")), profile);
  }

  private static void showsHits(byte[] html, Path profile) throws Exception {
    Assumptions.assumeTrue(Browser.isInstalled(), "no Chromium at " + Browser.CHROMIUM);
    HttpServer server = serve(html);
    String origin = "http://127.0.0.1:" + server.getAddress().getPort();
    String yaml = "server: { origins: [ \"" + origin + "\" ] }\n";
    try (TargetJvm jvm = Examples.start(Jdks.own(), yaml);
        Browser browser = Browser.open(origin + "/?agent=" + jvm.address(), profile)) {
      jvm.http().enable("before-commit", "");
      Examples.awaitReader(jvm);
      for (int hit = 1; hit <= 3; hit++) {
        jvm.ask("1");
        awaitTitle(profile, "before-commit #" + hit);
      }
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serve(byte[] html) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, html.length);
          exchange.getResponseBody().write(html);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** The browser tells the titles of its pages to whoever debugs it. */
  private static void awaitTitle(Path profile, String title) throws IOException {
    Path file = profile.resolve("DevToolsActivePort");
    Awaitility.await("its debugger")
        .atMost(TargetJvm.PATIENCE)
        .until(() -> Files.exists(file) && Files.size(file) > 0);
    String port = Files.readAllLines(file).get(0);
    Http debugger = new Http("http://127.0.0.1:" + port);
    Awaitility.await("the title " + title)
        .atMost(TargetJvm.PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode pages = debugger.get("/json/list").ok().json();
              assertThat(pages.findValuesAsText("title")).contains(title);
            });
  }
}
