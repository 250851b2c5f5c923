package com.acme;

import com.acme.raft.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;

/**
 * The program that the pages of the guide speak of: {@code [PORT NAME=HOST:PORT..]}. It does what a
 * line of its input says, and answers with a line; with a port it is a node that talks to peers.
 */
public final class Main {
  private final Store store = new Store();
  private final Table table = new Table();
  private final List<Transport> transports = List.of(new Tcp(), new Udp());

  public static void main(String[] args) throws Exception {
    Main main = new Main();
    if (args.length > 0) {
      new Node(Integer.parseInt(args[0]), List.of(args).subList(1, args.length)).start();
    }
    System.out.println("ready");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(main.answer(line.split(" ")));
    }
    if (args.length > 0) {
      Thread.currentThread().join(); // it lives by its peers
    }
  }

  private String answer(String[] order) throws Exception {
    try {
      return "done " + done(order);
    } catch (IOException | RuntimeException failed) {
      return "failed " + failed.getMessage();
    }
  }

  private Object done(String[] order) throws Exception {
    switch (order[0]) {
      case "commit":
        return store.commit(number(order));
      case "flush":
        return store.flush();
      case "put":
        return store.put(new byte[] {(byte) number(order)});
      case "append":
        return store.append(Arrays.asList(order).subList(1, order.length));
      case "resize":
        return table.resize((int) number(order));
      case "send":
        Message message = new Message(order[2], number(order));
        Thread sender = new Thread(() -> send(message), "sender-1");
        sender.start();
        sender.join();
        return message.term;
      default:
        throw new IllegalArgumentException(String.join(" ", order));
    }
  }

  private static long number(String[] order) {
    return Long.parseLong(order[1]);
  }

  private void send(Message message) {
    transports.forEach(transport -> transport.send(message));
  }
}
