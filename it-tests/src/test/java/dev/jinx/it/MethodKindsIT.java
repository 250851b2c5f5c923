package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Kinds;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One call is one hit, whatever kind of method it is. */
class MethodKindsIT {
  private static final String YAML =
      """
      annotations: [ com.acme.FailPoint ]
      points:
        constructor: { method: "com.acme.Kinds$Derived#<init>(int)", enabled: true }
        constructor-this: { method: "com.acme.Kinds$Derived#<init>()", enabled: true }
        constructor-exit: { method: "com.acme.Kinds$Base#<init>", at: exit, enabled: true }
        static: { method: com.acme.Kinds#ofClass, enabled: true }
        private: { method: com.acme.Kinds#hidden, enabled: true }
        synchronized: { method: com.acme.Kinds#locked, enabled: true }
        final: { method: com.acme.Kinds#last, enabled: true }
        default: { method: com.acme.Kinds$Greeter#greet, enabled: true }
        lambda: { method: com.acme.Kinds#lambda, enabled: true }
        lambda-body: { method: "com.acme.Kinds#lambda$lambda$*", enabled: true }
        bridge: { method: com.acme.Kinds$TextHandler#handle, enabled: true }
        clinit: { method: "com.acme.Kinds$Lazy#<clinit>", enabled: true }
        record: { method: "com.acme.Kinds$Pair#<init>(int, long)", enabled: true }
        enum: { method: "com.acme.Kinds$Colour$1#paint", enabled: true }
        over: { method: com.acme.Kinds#over, enabled: true }
        over-long: { method: com.acme.Kinds#over(long), enabled: true }
        over-array: { method: "com.acme.Kinds#over(java.lang.String, double[])", enabled: true }
        over-descriptor: { method: "com.acme.Kinds#over(Ljava/lang/String;[D)Ljava/lang/String;", enabled: true }
        entry: { method: com.acme.Kinds#thrower, enabled: true }
        exit: { method: com.acme.Kinds#thrower, at: exit, enabled: true }
        throw: { method: com.acme.Kinds#thrower, at: throw, enabled: true }
        nothing: { method: com.acme.Kinds#nothing, at: exit, enabled: true }
      """;

  private static TargetJvm start(Jdk jdk) {
    TargetJvm jvm = Launch.on(jdk).yaml(YAML).main(Kinds.class).start();
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    return jvm;
  }

  @OnEveryJdk
  void eachKindOfMethodIsHitOnceACallAndAnswersAsBefore(Jdk jdk) {
    Map<String, String> answers = new TreeMap<>();
    answers.put("constructor", "positive");
    answers.put("static", "static");
    answers.put("private", "private");
    answers.put("synchronized", "synchronized true");
    answers.put("final", "final");
    answers.put("default", "hello you");
    answers.put("lambda", "lala");
    answers.put("bridge", "text");
    answers.put("clinit", "made");
    answers.put("record", "1");
    answers.put("enum", "red");
    answers.put("over", "[over, over 1, x2]");
    answers.put("returned", "1");
    answers.put("thrown", "caught below zero");
    answers.put("nothing", "nothing");
    Map<String, Integer> hits = new TreeMap<>();
    try (TargetJvm jvm = start(jdk)) {
      answers.forEach((call, answer) -> assertThat(jvm.ask(call)).isEqualTo(answer));
      // The last event that these calls make; what is numbered before it is complete.
      jvm.http().await("throw", "since=earliest");
      for (JsonNode point : jvm.http().points()) {
        assertThat(point.get("state").asText()).as(point.toString()).isEqualTo("woven");
        hits.put(point.get("name").asText(), point.get("hits").asInt());
      }
    }
    Map<String, Integer> expected = new TreeMap<>();
    hits.keySet().forEach(name -> expected.put(name, 1));
    expected.put("over", 3);
    expected.put("entry", 2);
    expected.put("marked", 0);
    expected.put("own-mark", 0);
    assertThat(hits).isEqualTo(expected);
  }

  @OnEveryJdk
  void annotatedMethodsArePointsThoughTheAnnotationIsNotThereAtRunTime(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      for (String name : List.of("marked", "own-mark")) {
        String cursor = jvm.http().enable(name, "action=observe");
        jvm.ask(name);
        JsonNode event = jvm.http().await(name, "since=" + cursor);
        assertThat(event.get("hit").asInt()).isEqualTo(1);
        assertThat(event.get("point").asText()).startsWith("com.acme.Kinds#");
      }
    }
  }

  @OnEveryJdk
  void pointsAtOnePlaceActInTheOrderDeclared(Jdk jdk) {
    String yaml =
        """
        points:
          zebra: { method: com.acme.Kinds#ofClass, enabled: true }
          middle: { method: "com.acme.Kinds#of*", enabled: true }
          apple: { method: com.acme.Kinds#ofClass(), enabled: true }
          leaving: { method: com.acme.Kinds#ofClass, at: exit, enabled: true }
        """;
    try (TargetJvm jvm = Launch.on(jdk).yaml(yaml).main(Kinds.class).start()) {
      jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
      try (Sse events = jvm.http().events("since=earliest")) {
        jvm.ask("static");
        List<String> names = new ArrayList<>();
        events.next(4).forEach(event -> names.add(event.get("injection").asText()));
        assertThat(names).containsExactly("zebra", "middle", "apple", "leaving");
      }
    }
  }
}
