package com.acme.rpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Calls itself once, and gives a second call up. Lives on until its input ends. */
public final class Calls {
  private static final MethodDescriptor<String, String> GREET =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("acme.Greeter/greet")
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();

  private Calls() {}

  public static void main(String[] args) throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Server server =
        NettyServerBuilder.forAddress(here, InsecureServerCredentials.create())
            .addService(
                ServerServiceDefinition.builder("acme.Greeter")
                    .addMethod(
                        GREET,
                        ServerCalls.asyncUnaryCall(
                            (name, answer) -> {
                              answer.onNext("hello " + name);
                              answer.onCompleted();
                            }))
                    .build())
            .build()
            .start();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(
                server.getListenSockets().get(0), InsecureChannelCredentials.create())
            .build();
    System.out.println(ClientCalls.blockingUnaryCall(channel, GREET, CallOptions.DEFAULT, "acme"));
    ClientCall<String, String> call = channel.newCall(GREET, CallOptions.DEFAULT);
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.cancel("nobody waits for it", null);
    while (System.in.read() >= 0) {
      continue;
    }
    System.exit(0);
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
