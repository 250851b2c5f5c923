package com.acme.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/**
 * Connects to itself, has its bytes sent back, ends the connection and sends itself a datagram:
 * over {@code nio} or {@code epoll}. Lives on until its input ends.
 */
public final class Life {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final EventLoopGroup loops;
  private final boolean epoll;

  private Life(boolean epoll) {
    this.epoll = epoll;
    loops =
        new MultiThreadIoEventLoopGroup(
            1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  public static void main(String[] args) throws IOException {
    boolean epoll = args[0].equals("epoll");
    if (epoll && !Epoll.isAvailable()) {
      System.out.println("no epoll: " + Epoll.unavailabilityCause());
    } else {
      System.out.println(new Life(epoll).account());
    }
    while (System.in.read() >= 0) {
      continue;
    }
    System.exit(0);
  }

  private String account() {
    try {
      live();
      return "lived";
    } catch (Exception failed) {
      return failed.toString();
    }
  }

  private void live() throws Exception {
    Class<? extends ServerChannel> listening =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    Channel server =
        new ServerBootstrap()
            .group(loops)
            .channel(listening)
            .childHandler(new Echo())
            .bind(HERE)
            .sync()
            .channel();
    CountDownLatch back = new CountDownLatch(1);
    Channel client =
        bootstrap(epoll ? EpollSocketChannel.class : NioSocketChannel.class, new Until(back))
            .connect(server.localAddress())
            .sync()
            .channel();
    client.writeAndFlush(Unpooled.copyLong(42)).sync();
    back.await();
    client.close().sync();
    CountDownLatch received = new CountDownLatch(1);
    Channel datagrams =
        bootstrap(
                epoll ? EpollDatagramChannel.class : NioDatagramChannel.class, new Until(received))
            .bind(HERE)
            .sync()
            .channel();
    datagrams
        .writeAndFlush(
            new DatagramPacket(Unpooled.copyLong(42), (InetSocketAddress) datagrams.localAddress()))
        .sync();
    received.await();
  }

  private Bootstrap bootstrap(Class<? extends Channel> kind, ChannelHandler handler) {
    return new Bootstrap().group(loops).channel(kind).handler(handler);
  }

  @ChannelHandler.Sharable
  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.writeAndFlush(message);
    }
  }

  private static final class Until extends ChannelInboundHandlerAdapter {
    private final CountDownLatch came;

    Until(CountDownLatch came) {
      this.came = came;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      came.countDown();
    }
  }
}
