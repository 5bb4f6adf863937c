package io.soma.memory.sandbox.chaos;

import io.soma.memory.testkit.history.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** A Markdown file to which each run adds a row, and the first one the head of the table. */
record RunTable(Path file) {

  private static final String HEAD =
      "| seed | memory service | instances | transport | mode | troubles | acknowledged | lost |"
          + " phantom | stale | order | duplicate effects | late effects | failed | discarded |"
          + " lost tail | found |";

  private static final String RULE = HEAD.replaceAll("[^|]+", "---");

  /** Adds a run. */
  void add(ChaosOptions options, Outcome outcome) throws IOException {
    StringBuilder added = new StringBuilder();
    String before =
        Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8).stripTrailing() : "";
    if (!endsInThisTable(before)) {
      added.append(before.isEmpty() ? "" : "\n").append(HEAD).append('\n').append(RULE);
      added.append('\n');
    }
    added.append(row(options, outcome)).append('\n');
    Files.writeString(
        file, added, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static boolean endsInThisTable(String text) {
    List<String> lines = text.lines().toList();
    int last = lines.size() - 1;
    while (last >= 0 && lines.get(last).startsWith("|") && !lines.get(last).equals(HEAD)) {
      last--;
    }
    return last >= 0 && lines.get(last).equals(HEAD);
  }

  static String row(ChaosOptions options, Outcome outcome) {
    DeploymentShape shape = options.shape();
    return String.format(
        Locale.ROOT,
        "| %d | %s | %d%s | %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %s |",
        options.seed(),
        shape.memoryService().optionName(),
        shape.instances(),
        options.upgradeFrom() == null ? "" : ", upgraded",
        shape.transport(),
        shape.writeMode(),
        outcome.troubles(),
        outcome.findings().acknowledged(),
        outcome.findings().lost().size(),
        outcome.findings().count(Violation.Kind.PHANTOM),
        outcome.findings().stale().size(),
        outcome.findings().count(Violation.Kind.ORDER),
        outcome.findings().duplicateEffects().size(),
        outcome.findings().lateEffects().size(),
        outcome.ends().failed(),
        outcome.ends().discarded(),
        outcome.ends().lostTail(),
        outcome.isGood() ? "nothing" : "something");
  }
}
