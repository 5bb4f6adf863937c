package io.soma.memory.app.usecase.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.app.usecase.guard.JitterSource;
import io.soma.memory.app.usecase.guard.Sleeper;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.testkit.wiring.InMemoryModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A scan of more tenants than have their turns at once. */
class PendingScanTest {

  private static final int MANY = 10 * PendingScan.PART;

  private final VirtualTurns turns = new VirtualTurns(4);
  private final List<TenantId> asked = new ArrayList<>();
  private final Rig rig =
      new Rig(
          fakes -> binder -> binder.bind(TenantLeases.class).toInstance(asking(fakes)),
          "SOMABRAIN_MEMORY_WRITE_MODE",
          "fast_ack");
  private final RelayLoop relay =
      new RelayLoop(
          rig.get(Relay.class),
          rig.get(TransportWatch.class),
          rig.get(TransportBackoff.class),
          rig.get(RelayLimits.class),
          turns,
          turns);

  @Test
  void everyTenantHasATurn() {
    List<TenantId> tenants = queued(MANY + 5);

    scan(letTurnsRun(), () -> 0.5);
    turns.run();

    assertThat(asked).containsExactlyInAnyOrderElementsOf(tenants);
    assertThat(rig.effects()).hasSize(tenants.size());
  }

  @Test
  void fewTenantsAreAllWokenAtOnce() {
    List<TenantId> tenants = queued(PendingScan.PART);

    scan(neverWaits(), () -> 0.5);
    turns.run();

    assertThat(asked).containsExactlyElementsOf(tenants);
  }

  @Test
  void processesGoThroughThemInDifferentOrder() {
    queued(MANY);

    scan(stopsWaiting(), () -> 0.0);
    turns.run();
    List<TenantId> first = List.copyOf(asked);
    asked.clear();
    scan(stopsWaiting(), () -> 0.99);
    turns.run();

    assertThat(first).hasSize(PendingScan.PART);
    assertThat(asked).hasSize(PendingScan.PART).doesNotContainAnyElementsOf(first);
  }

  @Test
  void tenantsThatAnotherProcessCarriedMeanwhileAreNotAskedFor() {
    List<TenantId> tenants = queued(MANY);
    Sleeper othersCarryAll =
        duration -> {
          tenants.forEach(rig::relay);
          asked.clear();
          turns.run();
          return true;
        };

    scan(othersCarryAll, () -> 0.5);
    turns.run();

    assertThat(new HashSet<>(asked)).hasSizeLessThanOrEqualTo(2 * PendingScan.PART);
    assertThat(rig.effects()).hasSize(MANY);
  }

  @Test
  void aScanEndsWhereNothingMovesAndTheNextOneGoesOn() {
    queued(MANY);
    List<Duration> waits = new ArrayList<>();

    scan(waits::add, () -> 0.5);

    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(30));
    turns.run();
    scan(letTurnsRun(), () -> 0.5);
    turns.run();
    assertThat(rig.effects()).hasSize(MANY);
  }

  private void scan(Sleeper sleeper, JitterSource order) {
    new PendingScan(rig.outbox(), relay, sleeper, order).scan();
  }

  private Sleeper letTurnsRun() {
    return duration -> {
      turns.run();
      return true;
    };
  }

  private static Sleeper neverWaits() {
    return duration -> {
      throw new AssertionError("it waits");
    };
  }

  /** As an interrupt does. */
  private static Sleeper stopsWaiting() {
    return duration -> false;
  }

  private List<TenantId> queued(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format("tenant-%04d", i))
        .peek(tenant -> rig.remember(tenant, "key", tenant))
        .map(TenantId::new)
        .toList();
  }

  private TenantLeases asking(InMemoryModule fakes) {
    TenantLeases leases = fakes.leases();
    return new TenantLeases() {
      @Override
      public Optional<TenantLease> acquire(TenantId tenant, LeaseRight right, Duration duration) {
        if (right == LeaseRight.CARRY) {
          asked.add(tenant);
        }
        return leases.acquire(tenant, right, duration);
      }

      @Override
      public boolean renew(TenantLease lease, Duration duration) {
        return leases.renew(lease, duration);
      }

      @Override
      public void release(TenantLease lease) {
        leases.release(lease);
      }
    };
  }
}
