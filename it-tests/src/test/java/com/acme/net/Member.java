package com.acme.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Listens for members on an address of its own and for clients on every address; connects to itself
 * as to another member, and sends as many bytes as a line of stdin says.
 */
public final class Member {
  private Member() {}

  public static void main(String[] args) throws Exception {
    try (ServerSocket members = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.2"));
        ServerSocket clients = new ServerSocket(0);
        Socket out = new Socket()) {
      out.connect(new InetSocketAddress("127.0.0.2", members.getLocalPort()));
      try (Socket in = members.accept()) {
        System.out.println("ready " + members.getLocalPort() + " " + clients.getLocalPort());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
          out.getOutputStream().write(new byte[Integer.parseInt(order)]);
          System.out.println("sent " + in.getInputStream().readNBytes(Integer.parseInt(order)).length);
        }
      }
    } catch (IOException failed) {
      System.out.println("failed " + failed.getMessage());
    }
  }
}
