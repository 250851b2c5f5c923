package com.acme.others;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.Undertow;
import io.undertow.Version;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.CodeSource;
import java.util.Collections;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import org.objectweb.asm.ClassReader;

/** Carries its own libraries; tells where a class or a resource that it is asked for comes from. */
public final class Others {
  public static void main(String[] args) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                exchange ->
                    exchange.getResponseSender().send(json.writeValueAsString(Map.of("served", 1))))
            .build();
    server.start();
    InetSocketAddress address =
        (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println("undertow " + Version.getVersionString());
    System.out.println("jackson " + json.version());
    System.out.println("asm " + source(ClassReader.class));
    System.out.println("byte-buddy " + source(ByteBuddy.class));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "serve" -> System.out.println(serve(address.getPort()));
        case "class" -> System.out.println(words[1] + " " + find(words[1]));
        case "resource" ->
            System.out.println(
                words[1]
                    + " "
                    + Collections.list(ClassLoader.getSystemResources(words[1])).stream()
                        .map(URL::toString)
                        .toList());
        default -> System.out.println("?");
      }
    }
    server.stop();
  }

  private static String serve(int port) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/");
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static String find(String name) {
    try {
      return source(Class.forName(name, false, Others.class.getClassLoader()));
    } catch (ClassNotFoundException none) {
      return "none";
    } catch (LinkageError broken) {
      return "none (" + broken + ")";
    }
  }

  private static String source(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null
        ? type.getClassLoader() == null ? "boot" : "platform"
        : new File(source.getLocation().getPath()).getName();
  }
}
