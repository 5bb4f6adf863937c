package io.soma.memory.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Telemetry;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MicrometerTelemetryTest {

  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId GLOBEX = new TenantId("globex");
  private static final List<String> ALL =
      List.of(
          "memory.outbox.failed",
          "memory.outbox.oldest.age.seconds",
          "memory.outbox.pending",
          "memory.outbox.unconfirmed",
          "memory.replay.lag.events",
          "memory.replay.lag.seconds");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerTelemetry telemetry = new MicrometerTelemetry(registry, 2);

  private static TenantBacklog backlog(TenantId tenant, int waiting) {
    return new TenantBacklog(tenant, waiting + 1, waiting, Instant.now().minusSeconds(60));
  }

  private double gauge(String name, TenantId tenant) {
    return registry.get(name).tag("tenant", tenant.value()).gauge().value();
  }

  private List<String> gaugesOf(TenantId tenant) {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> tenant.value().equals(id.getTag("tenant")))
        .map(Meter.Id::getName)
        .sorted()
        .toList();
  }

  private void report() {
    telemetry.outboxReadable(true);
    telemetry.reportsOutbox(true);
  }

  @Test
  void oneInstanceAloneHasTheGaugesOfTheOutbox() {
    telemetry.outboxReadable(true);
    telemetry.backlog(backlog(ACME, 5));
    telemetry.failedEvents(Map.of(ACME, 1L));
    assertThat(gaugesOf(ACME)).isEmpty();

    telemetry.reportsOutbox(true);
    telemetry.backlog(backlog(ACME, 5));
    telemetry.failedEvents(Map.of(ACME, 1L));
    assertThat(gaugesOf(ACME)).isEqualTo(ALL);
    assertThat(gauge("memory.outbox.pending", ACME)).isEqualTo(5);
    assertThat(gauge("memory.outbox.unconfirmed", ACME)).isEqualTo(6);
    assertThat(gauge("memory.outbox.oldest.age.seconds", ACME)).isBetween(59.0, 600.0);

    telemetry.reportsOutbox(false);
    assertThat(gaugesOf(ACME)).isEmpty();
  }

  @Test
  void gaugesAreGoneWhileTheOutboxCannotBeRead() {
    report();
    telemetry.backlog(backlog(ACME, 5));

    telemetry.outboxReadable(false);
    assertThat(gaugesOf(ACME)).isEmpty();
    assertThat(registry.get("memory.outbox.readable").gauge().value()).isZero();

    telemetry.outboxReadable(true);
    assertThat(gauge("memory.outbox.pending", ACME)).isZero();
    assertThat(registry.get("memory.outbox.readable").gauge().value()).isEqualTo(1);
  }

  @Test
  void failedEventsAreCountedPerTenant() {
    report();
    telemetry.failedEvents(Map.of(ACME, 3L, GLOBEX, 1L));
    assertThat(gauge("memory.outbox.failed", ACME)).isEqualTo(3);
    assertThat(gauge("memory.outbox.failed", GLOBEX)).isEqualTo(1);

    telemetry.failedEvents(Map.of(GLOBEX, 2L));
    assertThat(gauge("memory.outbox.failed", ACME)).isZero();
    assertThat(gauge("memory.outbox.failed", GLOBEX)).isEqualTo(2);
  }

  @Test
  void tenantWithoutABacklogShowsZero() {
    report();
    telemetry.backlog(backlog(ACME, 5));
    telemetry.backlogGone(ACME);

    assertThat(gauge("memory.outbox.pending", ACME)).isZero();
    assertThat(gauge("memory.outbox.oldest.age.seconds", ACME)).isZero();
  }

  @Test
  void tenantsOverTheLimitAreShownTogether() {
    report();
    telemetry.backlog(backlog(ACME, 1));
    telemetry.backlog(backlog(GLOBEX, 1));
    telemetry.backlog(backlog(new TenantId("initech"), 1));
    telemetry.backlog(backlog(new TenantId("umbrella"), 2));
    telemetry.failedEvents(Map.of(new TenantId("initech"), 1L));

    TenantId other = new TenantId("other");
    assertThat(gauge("memory.outbox.pending", other)).isEqualTo(3);
    assertThat(gauge("memory.outbox.failed", other)).isEqualTo(1);
    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getTag("tenant"))
        .doesNotContain("initech", "umbrella");
  }

  @Test
  void everythingButTheReasonOfACircuitIsShown() {
    List<String> own =
        Arrays.stream(MicrometerTelemetry.class.getDeclaredMethods()).map(Method::getName).toList();

    assertThat(own)
        .containsAll(
            Arrays.stream(Telemetry.class.getDeclaredMethods())
                .filter(each -> !each.isSynthetic() && !Modifier.isStatic(each.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("opened"))
                .toList());
  }
}
