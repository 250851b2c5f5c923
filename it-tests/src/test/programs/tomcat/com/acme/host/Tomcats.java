package com.acme.host;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A container with the web applications {@code /one} and {@code /two}; commands: get, reload, collected. */
public final class Tomcats {
  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setSilent(true);
    tomcat.setBaseDir(args[0]);
    tomcat.setPort(0);
    tomcat.setAddDefaultWebXmlToWebapp(false);
    Map<String, Context> contexts = new HashMap<>();
    for (String name : new String[] {"one", "two"}) {
      Context context = tomcat.addWebapp("/" + name, new File(args[1]).getAbsolutePath());
      contexts.put(name, context);
    }
    tomcat.start();
    int port = tomcat.getConnector().getLocalPort();
    HttpClient client = HttpClient.newHttpClient();
    Map<String, WeakReference<ClassLoader>> old = new HashMap<>();
    System.out.println("started");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      Context context = contexts.get(words[1]);
      switch (words[0]) {
        case "get" -> {
          URI uri = URI.create("http://127.0.0.1:" + port + "/" + words[1] + "/cart");
          HttpRequest request = HttpRequest.newBuilder(uri).build();
          System.out.println(client.send(request, BodyHandlers.ofString()).body());
        }
        case "reload" -> {
          old.put(words[1], new WeakReference<>(context.getLoader().getClassLoader()));
          context.reload();
          System.out.println(context.getState());
        }
        case "collected" -> System.out.println(isCollected(old.get(words[1])));
        default -> System.out.println("?");
      }
    }
    System.exit(0);
  }

  private static boolean isCollected(WeakReference<?> reference) throws Exception {
    // A thread that has served it may still be on its way out of it.
    long end = System.nanoTime() + 30_000_000_000L;
    while (reference.get() != null && System.nanoTime() - end < 0) {
      System.gc();
      System.runFinalization();
    }
    return reference.get() == null;
  }
}
