package dev.jinx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts of the page by themselves, in the browser: what would take hours, or another machine. */
@ExtendWith(Targets.class)
class PagePartsIT {
  private static final String NODE =
      """
      const {Store} = await import('/page/store.js');
      const {Waiting} = await import('/page/waiting.js');
      const {Skew} = await import('/page/skew.js');
      const node = {address: 'host:1', name: 'n1', boot: 2, points: [], skew: new Skew()};
      const store = new Store();
      const event = (phase, seq, more) => ({phase, seq, boot: 2, injection: 'p', hit: seq,
        type: 'handler', time: new Date(1000 * seq).toISOString(),
        thread: {id: 7, name: 't'}, ...more});
      """;

  @Test
  void itsPartsKeepTheirWord() {
    try (TargetJvm jvm = Drilled.begin(Drilled.launch(""));
        Chromium browser = Chromium.start()) {
      browser.open(Drilled.ready(jvm).address());
      lanesOfThreadsThatAreForgottenAreUsedAgain(browser);
      whatWasParkedInAnotherLifeHasAnEnd(browser);
      whoStandsNoMoreIsAskedForWhenHisEndIsLost(browser);
      clocksAreToldFromWhatHappensNow(browser);
      whatRefusesIsToldInItsOwnWords(browser);
    }
  }

  private static void lanesOfThreadsThatAreForgottenAreUsedAgain(Chromium browser) {
    Object names =
        browser.async(
            NODE
                + """
                for (let i = 1; i <= 6000; i++) {
                  store.add(node, event('hit', i, {thread: {id: i % 6000, name: 'old-' + i % 6000}}));
                }
                const another = event('hit', 1, {thread: {id: 7000, name: 'new'}});
                for (let i = 1; i <= 270000; i++) {
                  store.add(node, another);
                }
                store.add(node, event('hit', 1, {thread: {id: 8000, name: 'late'}}));
                for (let i = 0; i < 1200; i++) {
                  store.add(node, event('hit', 1, {thread: {id: 9000 + i, name: 'later-' + i}}));
                }
                return store.lanes.list.map(lane => lane.name).join();
                """);
    assertThat(names.toString().split(",")).hasSizeLessThan(4010).contains("later-1199");
  }

  private static void whatWasParkedInAnotherLifeHasAnEnd(Chromium browser) {
    assertThat(
            browser.async(
                NODE
                    + """
                    store.standing.endAll(node, 9000);
                    store.add(node, event('parked', 3, {boot: 1}));
                    const [span] = store.standing.spans;
                    return [span.end, span.how, store.standing.at(node).length].join();
                    """))
        .isEqualTo("9000,lost,0");
  }

  private static void whoStandsNoMoreIsAskedForWhenHisEndIsLost(Chromium browser) {
    assertThat(
            browser.async(
                NODE
                    + """
                    const asked = [];
                    node.waiters = async (point) => { asked.push(point); return []; };
                    store.add(node, event('parked', 3));
                    const waiting = new Waiting(store.standing, () => {});
                    const how = [];
                    for (let look = 1; look <= 3; look++) {
                      node.points = [{name: 'p', waiters: 0}];
                      node.looked = look;
                      await waiting.look(node);
                      how.push(store.standing.spans[0].how);
                    }
                    return JSON.stringify([how, asked]);
                    """))
        .isEqualTo("[[null,\"not seen\",\"not seen\"],[\"p\"]]");
  }

  /** What answers, but is no agent: here the part of one that knows no health. */
  private static void whatRefusesIsToldInItsOwnWords(Chromium browser) {
    assertThat(
            browser
                .async(
                    """
                    const {Node} = await import('/page/node.js');
                    const {banners} = await import('/page/banners.js');
                    const node = new Node('odd', location.host + '/page', false);
                    await node.connect();
                    banners([node]);
                    return node.state + ': ' + document.getElementById('banners').textContent;
                    """)
                .toString())
        .startsWith("closed: odd answers at ")
        .contains("the page has no file 'health'")
        .doesNotContain("origins");
  }

  private static void clocksAreToldFromWhatHappensNow(Chromium browser) {
    assertThat(
            browser.async(
                NODE
                    + """
                    const skew = new Skew();
                    const at = (seq, behind) => skew.take(event('hit', seq,
                      {time: new Date(Date.now() - behind).toISOString()}));
                    skew.begin('n1@2.10');
                    at(9, 100); // of before
                    const none = skew.millis;
                    at(11, 900000);
                    at(12, 600000);
                    skew.end();
                    at(13, 10);
                    return [none, Math.round(skew.millis / 60000)].join();
                    """))
        .isEqualTo("0,10");
  }
}
