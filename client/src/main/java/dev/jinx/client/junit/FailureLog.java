package dev.jinx.client.junit;

import dev.jinx.client.Event;
import dev.jinx.client.cluster.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/** Puts into the report of a test that failed what its nodes told. */
final class FailureLog {
  private FailureLog() {}

  static void publish(ExtensionContext context, TestRun run) {
    Map<String, List<Event>> events = run.events();
    context.publishReportEntry("jinx", String.valueOf(EventsOfTest.of(events).getMessage()));
    try {
      context.publishDirectory("jinx", directory -> write(directory, run, events));
    } catch (JUnitException e) { // a launcher that has no directory for files
      context.publishReportEntry("jinx.files", "not published: " + e.getMessage());
    }
  }

  private static void write(Path directory, TestRun run, Map<String, List<Event>> events)
      throws IOException {
    for (Map.Entry<String, List<Event>> each : events.entrySet()) {
      List<String> lines = each.getValue().stream().map(Event::json).toList();
      Files.write(directory.resolve(each.getKey() + "-events.jsonl"), lines);
    }
    for (NodeProcess process : run.processes()) {
      if (Files.exists(process.output())) {
        Files.copy(
            process.output(),
            directory.resolve(process.name() + "-output.log"),
            StandardCopyOption.REPLACE_EXISTING); // the run before may have left one
      }
    }
  }
}
