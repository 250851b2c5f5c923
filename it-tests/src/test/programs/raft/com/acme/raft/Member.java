package com.acme.raft;

import io.microraft.QueryPolicy;
import io.microraft.RaftConfig;
import io.microraft.RaftNode;
import io.microraft.persistence.RestoredRaftState;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A member of a group that agrees on a list of words: {@code Member NAME n1=HOST:PORT,.. PORT
 * SNAPSHOT_EVERY PATIENCE_SECONDS}. At the last port it takes a line ({@code put WORD}, {@code read}, {@code lease},
 * {@code local}, {@code who}) and answers with one.
 */
public final class Member {
  private final RaftNode node;

  private Member(RaftNode node) {
    this.node = node;
  }

  public static void main(String[] args) throws Exception {
    Peer self = new Peer(args[0]);
    Map<Peer, InetSocketAddress> peers = new LinkedHashMap<>();
    for (String one : args[1].split(",")) {
      String[] words = one.split("[=:]");
      peers.put(
          new Peer(words[0]), new InetSocketAddress(words[1], Integer.parseInt(words[2])));
    }
    RaftConfig config =
        RaftConfig.newBuilder()
            .setLeaderElectionTimeoutMillis(500)
            .setLeaderHeartbeatPeriodSecs(1)
            .setLeaderHeartbeatTimeoutSecs(Integer.parseInt(args[4]))
            .setCommitCountToTakeSnapshot(Integer.parseInt(args[3]))
            .build();
    Journal journal = new Journal(new File("journal"));
    RestoredRaftState restored = journal.restored();
    Wires wires = new Wires(self, peers);
    RaftNode.RaftNodeBuilder builder =
        RaftNode.newBuilder()
            .setGroupId("words")
            .setConfig(config)
            .setTransport(wires)
            .setStore(journal)
            .setStateMachine(new Words());
    RaftNode node =
        restored != null
            ? builder.setRestoredState(restored).build()
            : builder
                .setLocalEndpoint(self)
                .setInitialGroupMembers(List.copyOf(peers.keySet()))
                .build();
    node.start().get();
    wires.listen(peers.get(self), node::handle);
    new Member(node).serve(Integer.parseInt(args[2]));
  }

  private void serve(int port) throws IOException {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(new InetSocketAddress("127.0.0.1", port));
      while (true) {
        Socket socket = server.accept();
        Wires.start("client", () -> serve(socket));
      }
    }
  }

  private void serve(Socket socket) throws IOException, InterruptedException {
    try (socket) {
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      PrintStream out = new PrintStream(socket.getOutputStream(), true);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(answer(line));
      }
    }
  }

  private String answer(String line) throws InterruptedException {
    switch (line.split(" ")[0]) {
      case "put":
        return result(node.replicate(line.substring(4)).thenApply(done -> "OK"));
      case "read":
        return query(QueryPolicy.LINEARIZABLE);
      case "lease":
        return query(QueryPolicy.LEADER_LEASE);
      case "local":
        return query(QueryPolicy.EVENTUAL_CONSISTENCY);
      default:
        return node.getTerm().getTerm() + " " + node.getTerm().getLeaderEndpoint();
    }
  }

  private String query(QueryPolicy policy) throws InterruptedException {
    return result(
        node.<String>query(Words.ALL, policy, Optional.empty(), Optional.empty())
            .thenApply(ordered -> ordered.getResult()));
  }

  private static String result(CompletableFuture<String> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      return failed.getCause().getClass().getSimpleName();
    }
  }
}
