package dev.jinx.server;

import dev.jinx.bootstrap.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A JVM of its own for {@link HaltTest}: each line on stdin is so many hits of the point. */
final class HaltingNode {
  private HaltingNode() {}

  public static void main(String[] arguments) throws IOException {
    Runnable hit = Node.point("last");
    dev.jinx.control.Node.start(
        Settings.builder().node("n1").port(0).portFile(arguments[0]).hits(false).build());
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      for (int left = Integer.parseInt(line); left > 0; left--) {
        hit.run();
      }
      System.out.println("done " + line);
    }
  }
}
