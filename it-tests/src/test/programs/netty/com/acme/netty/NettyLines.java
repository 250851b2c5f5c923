package com.acme.netty;

import com.acme.net.Lines;
import com.acme.net.Pipes;

/** The same as {@link Lines}, with connections of Netty as well. */
public final class NettyLines {
  private NettyLines() {}

  public static void main(String[] args) throws Exception {
    Netty netty = new Netty();
    Lines.serve(
        (kind, to, millis) ->
            kind.startsWith("netty") ? netty.open(kind, to) : Pipes.open(kind, to, millis));
  }
}
