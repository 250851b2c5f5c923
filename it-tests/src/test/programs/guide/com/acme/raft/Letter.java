package com.acme.raft;

/** What nodes send one another. */
final class Letter {
  final String type;
  final String to;
  final int term;
  final int index;

  Letter(String type, String to, int term, int index) {
    this.type = type;
    this.to = to;
    this.term = term;
    this.index = index;
  }
}
