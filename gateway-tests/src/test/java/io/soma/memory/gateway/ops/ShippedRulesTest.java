package io.soma.memory.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soma.memory.gateway.GatewayRig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules, the dashboard and the runbook that are shipped beside the program. */
class ShippedRulesTest {

  private static final Path HOME = Path.of("..");
  private static final String RULES = "ops/prometheus/soma-memory-alerts.yml";
  private static final String DASHBOARD = "ops/grafana/soma-memory.json";
  private static final Pattern METRIC = Pattern.compile("\\bmemory_[a-z_]+(?=[\\[{)\\s]|$)");
  private static final Pattern EXPRESSION =
      Pattern.compile("\\s*\"?(?:expr|query|definition)\"?: \"?(.*)");

  @ParameterizedTest
  @ValueSource(strings = {RULES, DASHBOARD})
  void usesOnlyMetricsOfALiveScrape(String file) throws IOException {
    Set<String> used = metricsIn(file);

    assertThat(used).isNotEmpty();
    assertThat(scraped()).containsAll(used);
  }

  @Test
  void everyMetricIsOnTheDashboard() throws IOException {
    String dashboard = Files.readString(HOME.resolve(DASHBOARD));

    assertThat(scraped())
        .allSatisfy(
            metric ->
                assertThat(dashboard).contains(metric.replaceAll("_(count|sum|bucket)$", "")));
  }

  @Test
  void theRunbookSaysWhatEachAlertMeans() throws IOException {
    String runbook = Files.readString(HOME.resolve("docs/operations.md"));

    assertThat(alerts().stream().map(alert -> "### " + alert))
        .isNotEmpty()
        .allSatisfy(heading -> assertThat(runbook).contains(heading + "\n"));
  }

  @Test
  void everyAlertLinksToItsPartOfTheRunbook() throws IOException {
    String rules = Files.readString(HOME.resolve(RULES));

    assertThat(alerts())
        .allSatisfy(
            alert ->
                assertThat(rules)
                    .containsPattern(
                        "runbook_url: file:///.*#" + alert.toLowerCase(Locale.ROOT) + "\n"));
  }

  @Test
  void everyAlertHasATestThatFiresAndOneThatIsSilent() throws IOException {
    String tests = Files.readString(HOME.resolve("ops/prometheus/soma-memory-alerts.test.yml"));

    assertThat(alerts())
        .isNotEmpty()
        .allSatisfy(
            alert ->
                assertThat(tests)
                    .contains("alertname: " + alert + "\n        exp_alerts:\n")
                    .contains("alertname: " + alert + "\n        exp_alerts: []\n"));
  }

  @Test
  void promtoolFindsTheRulesToDoWhatTheirTestsSay() throws Exception {
    assumeTrue(LocalPrometheus.hasProgram("promtool"), "promtool is not installed");
    Process promtool =
        new ProcessBuilder("promtool", "test", "rules", "soma-memory-alerts.test.yml")
            .directory(HOME.resolve("ops/prometheus").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(promtool.waitFor()).as(said).isZero();
  }

  static List<String> alerts() throws IOException {
    Matcher alert = Pattern.compile("alert: (\\w+)").matcher(Files.readString(HOME.resolve(RULES)));
    return alert.results().map(found -> found.group(1)).toList();
  }

  private static Set<String> metricsIn(String file) throws IOException {
    Set<String> metrics = new TreeSet<>();
    try (Stream<String> lines = Files.lines(HOME.resolve(file))) {
      lines
          .map(EXPRESSION::matcher)
          .filter(Matcher::matches)
          .flatMap(expression -> METRIC.matcher(expression.group(1)).results())
          .forEach(metric -> metrics.add(metric.group()));
    }
    return metrics;
  }

  // A write that queues behind an open circuit and is replayed later moves every metric.
  private static Set<String> scraped() {
    try (GatewayRig rig = new GatewayRig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1")) {
      rig.service().answerNext(GatewayRig.TENANT, GatewayRig.UNAVAILABLE);
      rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}");
      await(rig, "memory_outbox_pending");
      await(rig, "memory_outbox_failed");
      rig.fakes().clock().advance(Duration.ofMinutes(10));
      await(rig, "memory_replay_total");
      await(rig, "memory_outbox_queue_seconds_count");
      await(rig, "memory_broker_up");
      return await(rig, "memory_clock_skew_seconds");
    }
  }

  private static Set<String> await(GatewayRig rig, String metric) {
    for (int look = 0; look < 1000; look++) {
      Set<String> there = metrics(rig.ops("/metrics").body());
      if (there.contains(metric)) {
        return there;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError(metric + " never came");
  }

  private static Set<String> metrics(String scrape) {
    return scrape
        .lines()
        .filter(line -> line.startsWith("memory_"))
        .map(line -> line.replaceAll("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
