package com.acme.raft;

import io.microraft.RaftEndpoint;

/** A member, by its name. */
public record Peer(String name) implements RaftEndpoint {
  @Override
  public Object getId() {
    return name;
  }
}
