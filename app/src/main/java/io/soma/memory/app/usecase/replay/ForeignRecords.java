package io.soma.memory.app.usecase.replay;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.supervision.GuardedTelemetry;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Records that came through the transport and are not events of this outbox: counted, said once
 * where they begin, and neither applied nor confirmed. Safe for many threads.
 */
@Singleton
public final class ForeignRecords {

  private static final Logger LOG = Logs.of(ForeignRecords.class);

  /** After so long without one, the next is news again. */
  private static final Duration QUIET = Duration.ofHours(1);

  private final Outbox outbox;
  private final Telemetry telemetry;
  private final MonotonicClock clock;
  private final Map<ForeignReason, Long> lastSeen = new ConcurrentHashMap<>();

  @Inject
  ForeignRecords(Outbox outbox, Telemetry telemetry, MonotonicClock clock) {
    this.outbox = outbox;
    this.telemetry = GuardedTelemetry.of(telemetry);
    this.clock = clock;
  }

  void note(TenantId tenant, Map<EventId, ForeignReason> foreign) {
    foreign.forEach((id, reason) -> note(tenant, id, reason));
    List<EventId> ofBefore = new ArrayList<>();
    foreign.forEach(
        (id, reason) -> {
          if (reason == ForeignReason.NO_IDENTITY) {
            ofBefore.add(id);
          }
        });
    if (!ofBefore.isEmpty()) {
      // Those of them that are ours are carried again, with the identity.
      outbox.resend(tenant, ofBefore);
    }
  }

  private void note(TenantId tenant, EventId id, ForeignReason reason) {
    telemetry.foreign(reason, 1);
    long now = clock.nanos();
    Long before = lastSeen.put(reason, now);
    if (before == null || now - before > QUIET.toNanos()) {
      LOG.atWarn()
          .addKeyValue("tenant", tenant)
          .addKeyValue("event", id)
          .addKeyValue("reason", reason.wireName())
          .log("record is not applied: {}; further ones are only counted", reason.words());
    }
  }
}
