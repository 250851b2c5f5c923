package com.acme.old;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.collections.CollectionUtils;
import org.apache.commons.collections.FastHashMap;
import org.apache.commons.collections.ListUtils;
import org.apache.commons.collections.SequencedHashMap;
import org.apache.commons.collections.map.LRUMap;
import org.apache.commons.httpclient.HttpClient;
import org.apache.commons.httpclient.URI;
import org.apache.commons.httpclient.URIException;
import org.apache.commons.httpclient.methods.GetMethod;
import org.apache.oro.text.MalformedCachePatternException;
import org.apache.oro.text.perl.Perl5Util;

/** Uses libraries of 2003. */
public final class Old {
  public static void main(String[] args) throws Exception {
    collections();
    expressions();
    http();
    System.in.read();
  }

  private static void collections() {
    List<Integer> some = new ArrayList<>(List.of(3, 1, 2));
    System.out.println(CollectionUtils.intersection(some, List.of(2, 3)));
    System.out.println(ListUtils.sum(some, List.of(4)));
    FastHashMap fast = new FastHashMap();
    fast.setFast(true);
    fast.put("a", "b");
    System.out.println(fast);
    SequencedHashMap sequenced = new SequencedHashMap();
    sequenced.put("x", 1);
    sequenced.put("y", 2);
    System.out.println(sequenced.getLastValue());
    LRUMap last = new LRUMap(2);
    for (int i = 0; i < 5; i++) {
      last.put(i, i);
    }
    System.out.println(last);
    try {
      ListUtils.unmodifiableList(null);
    } catch (IllegalArgumentException expected) {
      System.out.println(expected.getMessage());
    }
  }

  private static void expressions() {
    Perl5Util perl = new Perl5Util();
    System.out.println(perl.match("/(\\w+)@(\\w+)\\.com/", "mail me@acme.com"));
    System.out.println(perl.group(2) + perl.substitute("s/m(.)/<$1>/g", "mail me"));
    List<Object> parts = new ArrayList<>();
    perl.split(parts, "/,\\s*/", "a, b,c");
    System.out.println(parts);
    try {
      perl.match("/(/", "not a pattern");
    } catch (MalformedCachePatternException expected) {
      System.out.println("malformed");
    }
  }

  private static void http() throws Exception {
    try {
      System.out.println(new URI("http://a:b/", true));
    } catch (URIException expected) {
      System.out.println(expected.getMessage());
    }
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answer = new Thread(() -> answer(server));
      answer.start();
      GetMethod get = new GetMethod("http://127.0.0.1:" + server.getLocalPort() + "/");
      System.out.println(new HttpClient().executeMethod(get) + get.getResponseBodyAsString());
      get.releaseConnection();
      answer.join();
    }
  }

  private static void answer(ServerSocket server) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      byte[] request = new byte[8192];
      StringBuilder text = new StringBuilder();
      while (text.indexOf("\r\n\r\n") < 0) {
        text.append(new String(request, 0, in.read(request), StandardCharsets.ISO_8859_1));
      }
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException broken) {
      System.out.println(broken);
    }
  }
}
