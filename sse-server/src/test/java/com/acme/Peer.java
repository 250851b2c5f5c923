package com.acme;

/** Whom a message is for. */
public record Peer(String name, int port) {}
