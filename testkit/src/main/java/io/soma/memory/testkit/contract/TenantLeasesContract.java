package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.TenantLeases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link TenantLeases}: a test per sentence of the port. An adapter's test extends
 * this and gives the adapter; every test starts with no lease held.
 */
public abstract class TenantLeasesContract {

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration ELEVEN_MINUTES = Duration.ofMinutes(11);
  private static final Duration NINE_MINUTES = Duration.ofMinutes(9);

  /** The adapter under test; the same one throughout a test. */
  protected abstract TenantLeases leases();

  /** The adapter of another instance, on the same storage; the same one throughout a test. */
  protected abstract TenantLeases anotherInstance();

  /** An adapter with storage that cannot be reached. */
  protected abstract TenantLeases unreachable();

  /** Moves the clock that leases run by. */
  protected abstract void letTimePass(Duration duration);

  @Test
  void aTenantThatNobodyHoldsIsTaken() {
    assertThat(acquire().tenant()).isEqualTo(ALICE);
  }

  @Test
  void aTenantThatIsHeldIsNotTaken() {
    acquire();

    assertThat(leases().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES)).isEmpty();
    assertThat(anotherInstance().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES)).isEmpty();
    assertThat(anotherInstance().acquire(BOB, LeaseRight.CARRY, TEN_MINUTES)).isPresent();
  }

  @Test
  void aLeaseThatRanOutPassesOnWithALargerToken() {
    TenantLease first = acquire();
    letTimePass(NINE_MINUTES);
    assertThat(anotherInstance().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES)).isEmpty();
    letTimePass(NINE_MINUTES);

    TenantLease second =
        anotherInstance().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES).orElseThrow();

    assertThat(second.fencingToken()).isGreaterThan(first.fencingToken());
    assertThat(second.holder()).isNotEqualTo(first.holder());
  }

  @Test
  void aLeaseThatWasGivenBackPassesOnWithALargerToken() {
    TenantLease first = acquire();
    leases().release(first);

    TenantLease second =
        anotherInstance().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES).orElseThrow();
    anotherInstance().release(second);

    assertThat(second.fencingToken()).isGreaterThan(first.fencingToken());
    assertThat(acquire().fencingToken()).isGreaterThan(second.fencingToken());
  }

  @Test
  void aRenewedLeaseLastsFromNow() {
    TenantLease lease = acquire();
    letTimePass(NINE_MINUTES);

    assertThat(leases().renew(lease, TEN_MINUTES)).isTrue();

    letTimePass(NINE_MINUTES);
    assertThat(anotherInstance().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES)).isEmpty();
    letTimePass(NINE_MINUTES);
    assertThat(anotherInstance().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES)).isPresent();
  }

  @Test
  void aRenewalMayShortenALease() {
    TenantLease lease = acquire();

    leases().renew(lease, Duration.ofMinutes(1));

    letTimePass(NINE_MINUTES);
    assertThat(anotherInstance().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES)).isPresent();
  }

  @Test
  void aLeaseThatRanOutIsNotRenewed() {
    TenantLease lease = acquire();
    letTimePass(ELEVEN_MINUTES);

    assertThat(leases().renew(lease, TEN_MINUTES)).isFalse();

    assertThat(anotherInstance().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES)).isPresent();
  }

  @Test
  void aLeaseThatPassedOnIsNotRenewed() {
    TenantLease old = acquire();
    letTimePass(ELEVEN_MINUTES);
    TenantLease current =
        anotherInstance().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES).orElseThrow();

    assertThat(leases().renew(old, Duration.ofDays(1))).isFalse();

    assertThat(anotherInstance().renew(current, TEN_MINUTES)).isTrue();
    letTimePass(ELEVEN_MINUTES);
    assertThat(leases().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES)).isPresent();
  }

  @Test
  void aLeaseThatWasGivenBackIsNotRenewed() {
    TenantLease lease = acquire();
    leases().release(lease);

    assertThat(leases().renew(lease, TEN_MINUTES)).isFalse();
    assertThat(leases().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES)).isPresent();
  }

  @Test
  void givingBackALeaseThatPassedOnLeavesTheNewHolderAlone() {
    TenantLease old = acquire();
    letTimePass(ELEVEN_MINUTES);
    TenantLease current =
        anotherInstance().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES).orElseThrow();

    leases().release(old);

    assertThat(leases().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES)).isEmpty();
    assertThat(anotherInstance().renew(current, TEN_MINUTES)).isTrue();
  }

  @Test
  void theRightToDeliverIsHeldApartFromTheRightToCarry() {
    TenantLease carry = acquire();
    TenantLease deliver =
        anotherInstance().acquire(ALICE, LeaseRight.DELIVER, TEN_MINUTES).orElseThrow();

    assertThat(leases().acquire(ALICE, LeaseRight.DELIVER, TEN_MINUTES)).isEmpty();
    leases().release(carry);

    assertThat(leases().acquire(ALICE, LeaseRight.DELIVER, TEN_MINUTES)).isEmpty();
    assertThat(anotherInstance().renew(deliver, TEN_MINUTES)).isTrue();
    anotherInstance().release(deliver);
    assertThat(leases().acquire(ALICE, LeaseRight.DELIVER, TEN_MINUTES)).isPresent();
  }

  @Test
  void ofManyWhoAskTogetherOneGetsTheTenant() {
    List<TenantLeases> instances = List.of(leases(), anotherInstance());

    List<Optional<TenantLease>> got =
        Race.run(
            8,
            thread ->
                () -> instances.get(thread % 2).acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES));

    assertThat(got).filteredOn(Optional::isPresent).hasSize(1);
  }

  @Test
  void leasesThatCannotBeReachedSaySo() {
    TenantLease lease = new TenantLease(ALICE, LeaseRight.CARRY, "another", 1);

    assertUnavailable(() -> unreachable().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES));
    assertUnavailable(() -> unreachable().renew(lease, TEN_MINUTES));
    assertUnavailable(() -> unreachable().release(lease));
  }

  private TenantLease acquire() {
    return leases().acquire(ALICE, LeaseRight.CARRY, TEN_MINUTES).orElseThrow();
  }

  private static void assertUnavailable(Runnable call) {
    assertThatExceptionOfType(OutboxUnavailableException.class).isThrownBy(call::run);
  }
}
