package io.soma.memory.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MetricFamily;
import io.soma.memory.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricFamiliesTest {

  private static final Pattern SAMPLE = Pattern.compile("(memory_\\w+)(?:\\{(.*)})? (\\S+)");
  private static final TenantId TENANT = new TenantId("acme");

  @Test
  void areWhatThePageSaysUnderTheSameNames() {
    PrometheusRegistry registry = new PrometheusRegistry();
    MetricsPage page = new MetricsPage(registry);
    PrometheusTelemetry telemetry = new PrometheusTelemetry(registry, 10, new ManualClock(), null);
    page.process();
    telemetry.outboxReadable(true);
    telemetry.called(TENANT, "memory.store", "200");
    telemetry.writeEnded(TENANT, Duration.ofMillis(30));
    telemetry.writeEnded(TENANT, Duration.ofMillis(700));
    telemetry.events(TENANT, EventStatus.PENDING, 3);

    Map<String, Double> shown = new TreeMap<>();
    for (MetricFamily family : page.families()) {
      family.samples().forEach(sample -> shown.put(key(family.name(), sample), sample.value()));
    }

    assertThat(shown).isNotEmpty().isEqualTo(onThePage(page));
  }

  private static String key(String name, MetricFamily.Sample sample) {
    return name
        + new TreeMap<>(sample.labels())
            .entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
  }

  private static Map<String, Double> onThePage(MetricsPage page) {
    Map<String, Double> samples = new TreeMap<>();
    page.scrape("text/plain")
        .text()
        .lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .forEach(sample -> samples.put(key(sample), Double.valueOf(sample.group(3))));
    return samples;
  }

  private static String key(Matcher sample) {
    String labels = sample.group(2) == null ? "" : sample.group(2);
    return sample.group(1)
        + Pattern.compile("\\w+=\"[^\"]*\"")
            .matcher(labels)
            .results()
            .map(label -> label.group())
            .sorted()
            .collect(Collectors.joining(",", "{", "}"));
  }
}
