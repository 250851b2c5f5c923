package com.acme.keeper;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * A client of ZooKeeper, that creates and reads what standard input says, and tells on standard
 * output what came of it. Orders are sent at once, the answers come as ZooKeeper gives them.
 */
public final class Client {
  private static final int SESSION_MILLIS = 60_000;

  public static void main(String[] address) throws Exception {
    ZooKeeper keeper =
        new ZooKeeper(
            address[0],
            SESSION_MILLIS,
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                System.out.println("connected");
              }
            });
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      String path = line.substring(line.indexOf(' ') + 1);
      if (line.startsWith("create ")) {
        create(keeper, path);
      } else {
        read(keeper, path);
      }
    }
  }

  private static void create(ZooKeeper keeper, String path) {
    keeper.create(
        path,
        path.getBytes(StandardCharsets.UTF_8),
        ZooDefs.Ids.OPEN_ACL_UNSAFE,
        CreateMode.PERSISTENT,
        (code, asked, context, name) -> tell("create", asked, code),
        null);
  }

  private static void read(ZooKeeper keeper, String path) {
    keeper.getData(
        path, false, (code, asked, context, data, stat) -> tell("read", asked, code), null);
  }

  private static void tell(String order, String path, int code) {
    System.out.println(order + " " + path + ": " + KeeperException.Code.get(code));
  }
}
