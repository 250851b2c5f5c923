package com.acme.modular;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A module that exports and opens nothing. */
final class Main {
  public static void main(String[] args) throws Exception {
    System.out.println(Main.class.getModule());
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        System.out.println(secret(line) + (socket.getLocalPort() > 0));
      }
    }
  }

  private static String secret(String text) {
    return text.toUpperCase();
  }
}
