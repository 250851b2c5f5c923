package com.acme.netty;

import com.acme.net.Pipe;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;

/**
 * Begins connections over Netty's NIO transport: {@code netty}, and with TLS {@code netty-tls}; and
 * over its native one: {@code netty-epoll}.
 */
final class Netty {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final SslContext tls;
  private EventLoopGroup edges;

  Netty() throws GeneralSecurityException, IOException {
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init((KeyStore) null); // what the JVM was told to trust
    tls = SslContextBuilder.forClient().sslProvider(SslProvider.JDK).trustManager(trusted).build();
  }

  Pipe open(String kind, InetSocketAddress to) throws IOException {
    Inbox inbox = new Inbox();
    boolean epoll = kind.equals("netty-epoll");
    ChannelFuture connected =
        new Bootstrap()
            .group(epoll ? edges() : loops)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (kind.endsWith("tls")) {
                      channel
                          .pipeline()
                          .addLast(
                              tls.newHandler(channel.alloc(), to.getHostString(), to.getPort()));
                    }
                    channel.pipeline().addLast(inbox);
                  }
                })
            .connect(to);
    NettyPipe.await(connected);
    NettyPipe pipe = new NettyPipe(connected.channel(), inbox);
    pipe.shakeHands();
    return pipe;
  }

  private EventLoopGroup edges() throws IOException {
    if (!Epoll.isAvailable()) {
      throw new IOException("no epoll", Epoll.unavailabilityCause());
    }
    if (edges == null) {
      edges = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    }
    return edges;
  }
}
