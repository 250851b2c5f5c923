package dev.jinx.it.net;

import dev.jinx.it.Jdks;
import dev.jinx.it.Scratch;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A key of its own for the peer, which nobody but the targets trusts. */
final class Tls {
  private static final String PASSWORD = "of no use";

  private final Path store = Scratch.directory("tls").resolve("peer.p12");
  private final SSLContext context;

  Tls() throws IOException, InterruptedException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                Jdks.own().tool("keytool"),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "peer",
                "-dname",
                "CN=peer",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(store.resolveSibling("keytool.out").toFile())
            .start();
    if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
      keytool.destroyForcibly();
      throw new IOException("keytool made no key: see " + store.resolveSibling("keytool.out"));
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
  }

  /** What a target needs to trust the peer. */
  String[] trust() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
    };
  }

  /** The far end of a connection; both shake hands meanwhile. */
  Far greet(Socket below) throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(below, "target", 0, true);
    socket.setUseClientMode(false);
    Far.begin(
        () -> {
          socket.startHandshake();
          return socket;
        });
    return new Far(below, socket);
  }
}
