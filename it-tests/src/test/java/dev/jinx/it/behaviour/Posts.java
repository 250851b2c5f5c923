package dev.jinx.it.behaviour;

import com.acme.post.Office;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.TargetJvm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The post office with its points declared, and none enabled. */
final class Posts {
  private static final String POINTS =
      """
      log: { hits: false }
      points:
        send: { method: "com.acme.post.Sender#send" }
        handle: { method: "com.acme.post.Clerk#handle", capture: { letter: "args[0]" } }
        super: { method: "com.acme.post.Counter#handle" }
        store: { method: "com.acme.post.Counter#store" }
        store-callers: { method: "com.acme.post.Counter#store", capture: { callers: callers } }
        total: { method: "com.acme.post.Counter#total" }
        jdk: { method: "java.util.concurrent.ConcurrentLinkedDeque#addLast" }
      """;

  private Posts() {}

  static TargetJvm start(Jdk jdk) {
    TargetJvm jvm = Launch.on(jdk).yaml(POINTS).main(Office.class).start();
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    jvm.address();
    return jvm;
  }

  static String ask(TargetJvm jvm, String order) {
    return jvm.ask(order).substring("= ".length());
  }

  static String enable(Http http, String point, String terms, String... more) {
    String action = "action=" + URLEncoder.encode(terms, StandardCharsets.UTF_8);
    return http.enable(point, String.join("&", action, String.join("&", more)));
  }
}
