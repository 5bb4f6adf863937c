package io.soma.memory.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.GatewayRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} is what a running service says of its metrics. */
class MetricsReferenceTest {

  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final Pattern HELP = Pattern.compile("# HELP (memory_\\w+) (.*)");
  private static final Pattern TYPE = Pattern.compile("# TYPE (memory_\\w+) (\\w+)");
  private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

  @Test
  void thePageNamesEveryMetricWithItsTypeAndLabels() throws IOException {
    String page = page(scraped());

    if ("write".equals(System.getProperty("soma.docs"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page(String scrape) {
    Map<String, String> types = new TreeMap<>();
    TYPE.matcher(scrape).results().forEach(type -> types.put(type.group(1), type.group(2)));
    StringBuilder page =
        new StringBuilder(
            """
            # Metrics

            Made from a running service by `MetricsReferenceTest`; do not edit.

            At `/metrics` of the operations port, in Prometheus' and OpenMetrics' text. `tenant` is a tenant's id, for at most `SOMABRAIN_METRICS_MAX_TENANTS` tenants; counters and histograms of the others are counted as `other`. What waits in the outbox (`memory_outbox_pending`, `memory_outbox_unconfirmed`, `memory_outbox_oldest_age_seconds`, `memory_outbox_failed`, `memory_replay_lag_events`, `memory_replay_lag_seconds`) is shown by one process at a time, and left out while the outbox cannot be read; of the tenants without a label, `other` shows the sum of the events and the highest age. Everything else is each process's own. Beside these are Java's and the process's usual figures, `jvm_*` and `process_*`. Alerts and a dashboard are in [`ops/`](../ops).

            | metric | type | labels | meaning |
            |---|---|---|---|
            """);
    for (Map.Entry<String, String> help : helps(scrape).entrySet()) {
      String name = help.getKey();
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(name, types.get(name), labels(scrape, name), help.getValue()));
    }
    return page.toString();
  }

  private static Map<String, String> helps(String scrape) {
    Map<String, String> helps = new TreeMap<>();
    Matcher help = HELP.matcher(scrape);
    while (help.find()) {
      helps.put(help.group(1), help.group(2));
    }
    return helps;
  }

  private static String labels(String scrape, String name) {
    List<String> samples =
        scrape.lines().filter(line -> line.matches(name + "(_bucket|_sum|_count)?[{ ].*")).toList();
    assertThat(samples).as("samples of " + name).isNotEmpty();
    Set<String> labels = new TreeSet<>();
    for (String sample : samples) {
      LABEL.matcher(sample).results().forEach(label -> labels.add("`" + label.group(1) + "`"));
    }
    labels.remove("`le`");
    return String.join(", ", labels);
  }

  // A write that queues behind an open circuit, and is delivered later, moves every metric.
  private static String scraped() {
    try (GatewayRig rig =
        new GatewayRig(
            "SOMABRAIN_MEMORY_FAILURE_THRESHOLD",
            "1",
            "SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL",
            "0.05")) {
      rig.service().answerNext(GatewayRig.TENANT, GatewayRig.UNAVAILABLE);
      rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}");
      await(rig, "memory_outbox_pending{");
      await(rig, "memory_outbox_failed{");
      rig.fakes().clock().advance(Duration.ofMinutes(10));
      await(rig, "memory_outbox_queue_seconds_count{");
      await(rig, "memory_service_up ");
      await(rig, "memory_broker_up ");
      return await(rig, "memory_clock_skew_seconds ");
    }
  }

  private static String await(GatewayRig rig, String sample) {
    for (int look = 0; look < 1000; look++) {
      String scrape = rig.ops("/metrics").body();
      if (scrape.contains("\n" + sample)) {
        return scrape;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError(sample + " never came");
  }
}
