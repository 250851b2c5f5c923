package com.acme.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads one order a line: the name of a connection, then what is to be done with it. */
public final class Lines {
  private Lines() {}

  public static void main(String[] args) throws Exception {
    serve(Pipes::open);
  }

  /** Reads orders until there are no more; connections are begun so. */
  public static void serve(Opener opener) throws IOException {
    Map<String, Line> lines = new HashMap<>();
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = in.readLine(); order != null; order = in.readLine()) {
      String[] words = order.split(" ");
      String name = words[0];
      lines
          .computeIfAbsent(name, any -> new Line(name, name.startsWith("virtual"), opener))
          .take(words);
    }
  }
}
