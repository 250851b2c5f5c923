package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;

/** A byte of urgent data is one of the stream: a cut holds it, and it overtakes nothing. */
class UrgentIT {
  @OnEveryJdk
  void itWaitsBehindWhatIsHeldBackAndForTheEndOfACut(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#write(" + peer.address() + ")");
      for (String line : new String[] {"socket", "adaptor"}) {
        Far far = net.open(line, peer);
        far.socket().setOOBInline(true);
        String cursor = net.enable("cut", "drop");
        net.tell(line, "send 100");
        net.answer(line, "send", "ok");
        net.hit("cut", cursor, "write");
        cursor = net.http.get("/health").ok().json().get("cursor").asText();
        net.tell(line, "urge 42");
        net.hit("cut", cursor, "write");
        assertThat(far.available()).as(line).isZero();
        assertThat(net.hasSaid(line, "urge")).as(line).isFalse();
        net.heal("cut");
        net.answer(line, "urge", "ok");
        assertThat(far.receive(100)).as(line).isEqualTo(100);
        assertThat(far.socket().getInputStream().read()).as(line).isEqualTo(42);
        net.tell(line, "urge 43");
        assertThat(far.socket().getInputStream().read()).as(line).isEqualTo(43);
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whoDoesNotWaitIsToldThatThereIsNoRoom(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#write(" + peer.address() + ")");
      Far far = net.open("selector", peer);
      net.enable("cut", "drop");
      net.tell("selector", "urge 42");
      net.answer("selector", "urge", "java.io.IOException: Socket buffer full");
      net.heal("cut");
      net.tell("selector", "send 10");
      assertThat(far.receive(10)).isEqualTo(10);
      net.assertSound();
    }
  }

  @OnEveryJdk
  void itBreaksAConnectionThatIsToBreak(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#write(" + peer.address() + ")");
      net.open("socket", peer);
      net.enable("cut", "reset");
      net.tell("socket", "urge 42");
      net.answer("socket", "urge", "java.net.SocketException: Connection reset");
      net.assertSound();
    }
  }
}
