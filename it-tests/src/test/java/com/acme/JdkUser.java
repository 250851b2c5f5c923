package com.acme;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Calls methods of the JDK, one for each line of the input, and tells what came of it. */
public final class JdkUser {
  public static void main(String[] args) throws Exception {
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(line + " " + call(line));
    }
  }

  private static Object call(String what) throws Exception {
    return switch (what) {
      case "connect" -> connect();
      case "write" -> write(new byte[] {1, 2, 3});
      case "channel" -> channel(ByteBuffer.wrap(new byte[] {1, 2}));
      case "date" -> LocalDate.of(2026, 2, 28).plusDays(1);
      case "gzip" -> gzip("text".repeat(100));
      case "serialize" -> serialize("object");
      case "number" -> number("12a");
      default -> "?";
    };
  }

  private static String connect() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket()) {
      socket.connect(server.getLocalSocketAddress());
      try (Socket accepted = server.accept()) {
        socket.getOutputStream().write(7);
        return "read " + accepted.getInputStream().read();
      }
    }
  }

  private static long write(byte[] bytes) throws Exception {
    File file = File.createTempFile("jdk-user", "");
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(bytes);
    }
    return file.length();
  }

  private static long channel(ByteBuffer bytes) throws Exception {
    var file = Files.createTempFile("jdk-user", "");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(bytes);
      return channel.size();
    }
  }

  private static long gzip(String text) throws Exception {
    File file = File.createTempFile("jdk-user", "");
    try (GZIPOutputStream out = new GZIPOutputStream(new FileOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    CRC32 crc = new CRC32();
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file.toPath()))) {
      crc.update(in.readAllBytes());
    }
    return crc.getValue();
  }

  private static Object serialize(Object object) throws Exception {
    File file = File.createTempFile("jdk-user", "");
    try (ObjectOutputStream out = new ObjectOutputStream(new FileOutputStream(file))) {
      out.writeObject(object);
    }
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file.toPath()))) {
      return in.readObject();
    }
  }

  private static Object number(String text) {
    try {
      return new java.math.BigInteger(text);
    } catch (NumberFormatException expected) {
      return "no number";
    }
  }
}
