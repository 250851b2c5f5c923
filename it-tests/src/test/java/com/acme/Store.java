package com.acme;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A program that commits what it reads: each line of its input is a number, each line of its output
 * the answer.
 */
public final class Store {
  private long total;

  public static void main(String[] args) throws Exception {
    Store store = new Store();
    System.out.println("ready " + String.join(" ", args));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("exit")) {
        System.exit(Integer.parseInt(line.substring("exit".length()).strip()));
      }
      try {
        System.out.println("total " + store.commit(Long.parseLong(line)));
      } catch (RuntimeException failed) {
        System.out.println("failed " + failed.getMessage());
      }
    }
  }

  long commit(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("negative");
    }
    total += amount;
    return total;
  }
}
