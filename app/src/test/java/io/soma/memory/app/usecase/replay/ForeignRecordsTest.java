package io.soma.memory.app.usecase.replay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.app.telemetry.MetricsPage;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A transport also hands over records that other outboxes or other programs put into it. */
class ForeignRecordsTest {

  private final Rig rig = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
  private final EventReplay replay = rig.get(EventReplay.class);

  @Test
  void aRecordOfAnotherOutboxUnderOurIdIsNeitherAppliedNorConfirmed() {
    OutboxEvent ours = event("ours");
    Rig elsewhere = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
    elsewhere.remember("other-key", "theirs");
    OutboxEvent theirs = elsewhere.outbox().events().get(0);
    assertThat(theirs.id()).isEqualTo(ours.id());

    ReplayProgress progress = replay.replay(TENANT, List.of(theirs));

    assertThat(progress).isEqualTo(new ReplayProgress(1, Duration.ZERO));
    assertThat(rig.effects()).isEmpty();
    assertThat(rig.outbox().isConfirmed(ours.id())).isFalse();
    assertThat(metrics()).contains("memory_replay_foreign_total{reason=\"other_outbox\"} 1.0");
    replay.replay(TENANT, List.of(ours));
    assertThat(rig.effects()).containsExactly("ours");
  }

  @Test
  void aForgedRecordChangesNothing() {
    OutboxEvent ours = event("ours");
    OutboxEvent other = event("other");
    OutboxEvent forged =
        new OutboxEvent(ours.outbox(), ours.id(), ours.createdAt(), 0, other.delivery());

    replay.replay(TENANT, List.of(forged));

    assertThat(rig.service().deliveries()).isEmpty();
    assertThat(rig.outbox().statusOf(ours.id())).isEqualTo(EventStatus.PENDING);
    assertThat(metrics()).contains("memory_replay_foreign_total{reason=\"other_write\"} 1.0");
  }

  @Test
  void anEventThatAnEarlierVersionPublishedIsCarriedAgainAndNotApplied() {
    OutboxEvent ours = event("ours");
    markSent(ours);
    OutboxEvent ofBefore =
        new OutboxEvent(OutboxIdentity.NONE, ours.id(), ours.createdAt(), 0, ours.delivery());

    replay.replay(TENANT, List.of(ofBefore));

    assertThat(rig.effects()).isEmpty();
    assertThat(rig.outbox().statusOf(ours.id())).isEqualTo(EventStatus.PENDING);
    rig.relay();
    assertThat(rig.effects()).containsExactly("ours");
  }

  @Test
  void foreignRecordsBetweenOursHoldNothingUp() {
    OutboxEvent first = event("first");
    OutboxEvent second = event("second");
    OutboxIdentity another = new OutboxIdentity(UUID.randomUUID());
    OutboxEvent foreign =
        new OutboxEvent(another, first.id(), first.createdAt(), 0, first.delivery());
    List<OutboxEvent> records = List.of(foreign, first, foreign, second);

    int settled = 0;
    while (settled < records.size()) {
      settled += replay.replay(TENANT, records.subList(settled, records.size())).settled();
    }

    assertThat(rig.effects()).containsExactly("first", "second");
  }

  @Test
  void nothingIsSentWhileAnotherHasTheRightToDeliver() {
    OutboxEvent ours = event("ours");
    TenantLeases leases = rig.get(TenantLeases.class);
    TenantLease other =
        leases.acquire(TENANT, LeaseRight.DELIVER, Duration.ofSeconds(17)).orElseThrow();

    assertThat(replay.replay(TENANT, List.of(ours)).settled()).isZero();
    assertThat(rig.service().deliveries()).isEmpty();

    leases.release(other);
    assertThat(replay.replay(TENANT, List.of(ours)).settled()).isEqualTo(1);
    assertThat(leases.acquire(TENANT, LeaseRight.DELIVER, Duration.ofSeconds(1))).isPresent();
  }

  private OutboxEvent event(String text) {
    rig.remember("key", text);
    List<OutboxEvent> events = rig.outbox().events();
    return events.get(events.size() - 1);
  }

  private void markSent(OutboxEvent event) {
    TenantLeases leases = rig.get(TenantLeases.class);
    TenantLease lease =
        leases.acquire(TENANT, LeaseRight.CARRY, Duration.ofSeconds(5)).orElseThrow();
    rig.outbox().markSent(lease, List.of(event.id()));
    leases.release(lease);
  }

  private String metrics() {
    return rig.get(MetricsPage.class).scrape("text/plain").text();
  }
}
