package com.acme;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** Money in a file, a line for each change. Nothing in it knows of Jinx, and it has a bug. */
public class Purse {
  private final RandomAccessFile log;
  private long balance;

  Purse(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    int whole = text.lastIndexOf('\n') + 1;
    log = new RandomAccessFile(file.toFile(), "rw");
    log.setLength(whole); // what follows is a line that a crash tore
    log.seek(whole);
    balance = text.substring(0, whole).lines().mapToLong(Long::parseLong).sum();
  }

  void earn(long amount) throws IOException {
    write(amount);
  }

  boolean spend(long amount) throws IOException {
    if (balance() < amount) {
      return false;
    }
    write(-amount);
    return true;
  }

  private synchronized void write(long change) throws IOException {
    log.write(Long.toString(change).getBytes());
    log.write('\n');
    balance += change;
  }

  synchronized long balance() {
    return balance;
  }

  private String answer(String request, String amount) {
    try {
      switch (request) {
        case "/earn" -> earn(Long.parseLong(amount));
        case "/spend" -> {
          if (!spend(Long.parseLong(amount))) {
            return "not enough";
          }
        }
        default -> {}
      }
      return Long.toString(balance());
    } catch (IOException failed) {
      return "failed: " + failed.getMessage();
    }
  }

  /** Serves on that port, 0 for any free one, out of the file purse.log. */
  public static void main(String[] args) throws IOException {
    Purse purse = new Purse(Path.of("purse.log"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          String amount = new String(exchange.getRequestBody().readAllBytes());
          String answer = purse.answer(exchange.getRequestURI().getPath(), amount) + "\n";
          exchange.sendResponseHeaders(200, answer.length());
          exchange.getResponseBody().write(answer.getBytes());
          exchange.close();
        });
    server.start();
    System.out.println("purse at http:/" + server.getAddress());
  }
}
