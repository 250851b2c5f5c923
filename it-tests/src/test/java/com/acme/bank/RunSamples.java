package com.acme.bank;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes with the JUnit of the class path, and prints what it reports. */
public final class RunSamples implements TestExecutionListener {
  public static final String AGAIN = "again";

  private RunSamples() {}

  /** Names of classes; behind {@value #AGAIN} come those of another run. */
  public static void main(String[] classes) {
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (String name : classes) {
      if (name.equals(AGAIN)) {
        execute(selectors);
        selectors.clear();
      } else {
        selectors.add(DiscoverySelectors.selectClass(name));
      }
    }
    execute(selectors);
    System.exit(0);
  }

  private static void execute(List<DiscoverySelector> selectors) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameter("junit.platform.reporting.output.dir", "reports")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter(
                    "junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .build(),
            new RunSamples());
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    String failure = result.getThrowable().map(RunSamples::told).orElse("");
    if (test.isTest() || !failure.isEmpty()) {
      say(result.getStatus() + " " + test.getLegacyReportingName() + failure);
    }
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    entry
        .getKeyValuePairs()
        .forEach(
            (key, value) ->
                say("ENTRY " + test.getLegacyReportingName() + " " + key + " " + value));
  }

  @Override
  public void fileEntryPublished(TestIdentifier test, FileEntry file) {
    say("FILES " + test.getLegacyReportingName() + " " + file.getPath().toAbsolutePath());
  }

  private static String told(Throwable failure) {
    StringBuilder text = new StringBuilder(" | " + failure);
    for (Throwable more : failure.getSuppressed()) {
      text.append(" | ").append(more);
    }
    return text.toString();
  }

  private static synchronized void say(String line) {
    System.out.println(line.replace("\n", " / "));
  }
}
