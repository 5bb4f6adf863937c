package io.soma.memory.app.usecase.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.usecase.guard.CallLimits;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.testkit.fake.InMemoryOutbox;
import io.soma.memory.testkit.fake.InMemoryOutboxRecords;
import io.soma.memory.testkit.fake.InMemoryStore;
import io.soma.memory.testkit.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which one of several instances reports what waits in their outbox. */
class OtherInstancesTest {

  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private final ManualClock clock = new ManualClock();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final InMemoryOutbox outbox = new InMemoryOutbox(store);
  private final OtherInstances older = instance(outbox, Instant.EPOCH);
  private final OtherInstances newer =
      instance(new InMemoryOutbox(store), Instant.EPOCH.plusSeconds(1));

  private OtherInstances instance(InMemoryOutbox of, Instant started) {
    return new OtherInstances(
        of,
        InstanceId.of(true, started, UUID.randomUUID()),
        new PauseDetector(clock),
        new DirectWriteTime(new CallLimits(Duration.ofSeconds(8), 1)));
  }

  @Test
  void noInstanceReportsBeforeItKnowsTheOthers() {
    assertThat(older.haveThisOneReport()).isFalse();
  }

  @Test
  void oneThatIsAloneReportsAtOnce() {
    older.look();

    assertThat(older.haveThisOneReport()).isTrue();
  }

  @Test
  void oneThatComesLaterLeavesItToTheOlder() {
    older.look();
    for (int look = 0; look < 10; look++) {
      newer.look();
      older.look();
      assertThat(newer.haveThisOneReport()).isFalse();
      assertThat(older.haveThisOneReport()).isTrue();
    }
  }

  @Test
  void oneThatComesBeforeWaitsUntilTheOtherHasStopped() {
    newer.look();
    older.look();
    assertThat(older.haveThisOneReport()).isFalse();
    assertThat(newer.haveThisOneReport()).isTrue();

    newer.look();
    assertThat(newer.haveThisOneReport()).isFalse();
    for (int seconds = 0; seconds < 10; seconds += 2) {
      older.look();
      assertThat(older.haveThisOneReport()).isFalse();
      clock.advance(TWO_SECONDS);
    }

    older.look();
    assertThat(older.haveThisOneReport()).isTrue();
  }

  @Test
  void twoNeverReportWhileTheAnnouncementsOfOneHang() {
    newer.look();
    for (int tick = 0; tick < 200; tick++) {
      if (tick % 20 == 0) {
        older.look();
      }
      assertThat(older.haveThisOneReport() && newer.haveThisOneReport()).isFalse();
      clock.advance(Duration.ofMillis(100));
    }

    assertThat(older.haveThisOneReport()).isTrue();
  }

  @Test
  void twoNeverReportWhileTheReportersAnnouncementsHang() {
    older.look();
    for (int tick = 0; tick < 400; tick++) {
      if (tick % 20 == 0) {
        newer.look();
      }
      assertThat(older.haveThisOneReport() && newer.haveThisOneReport()).isFalse();
      clock.advance(Duration.ofMillis(100));
    }

    assertThat(newer.haveThisOneReport()).isTrue();
  }

  @Test
  void anotherTakesOverFromOneThatEnded() {
    older.look();
    for (int seconds = 0; seconds < 20; seconds += 2) {
      newer.look();
      assertThat(newer.haveThisOneReport()).isFalse();
      clock.advance(TWO_SECONDS);
    }

    newer.look();
    assertThat(newer.haveThisOneReport()).isTrue();
  }

  @Test
  void oneThatCannotLookStopsBeforeAnotherTakesOver() {
    older.look();
    outbox.available(false);

    clock.advance(Duration.ofSeconds(8));
    assertThatThrownBy(older::look).isInstanceOf(OutboxUnavailableException.class);
    assertThat(older.haveThisOneReport()).isTrue();
    clock.advance(Duration.ofMillis(1));

    assertThat(older.haveThisOneReport()).isFalse();
  }

  @Test
  void oneThatStoodStillLeavesTheOtherTimeToStop() {
    older.look();
    newer.look();
    clock.advance(Duration.ofSeconds(30));
    for (int look = 0; look < 6; look++) {
      newer.look();
      clock.advance(TWO_SECONDS);
    }
    assertThat(newer.haveThisOneReport()).isTrue();

    older.look();
    assertThat(older.haveThisOneReport()).isFalse();
    newer.look();
    assertThat(newer.haveThisOneReport()).isFalse();
    for (int seconds = 0; seconds < 10; seconds += 2) {
      clock.advance(TWO_SECONDS);
      assertThat(older.haveThisOneReport()).isFalse();
      older.look();
    }
    assertThat(older.haveThisOneReport()).isTrue();
  }

  @Test
  void failedEventsAreCountedByTheReporterEveryFifteenSeconds() {
    List<Map<TenantId, Long>> told = new ArrayList<>();
    Telemetry telemetry =
        new Telemetry() {
          @Override
          public void failedEvents(Map<TenantId, Long> counts) {
            told.add(counts);
          }
        };
    FailedEventsReport report =
        new FailedEventsReport(
            new InMemoryOutboxRecords(store), older, telemetry, new PauseDetector(clock));
    report.look();
    assertThat(told).isEmpty();

    older.look();
    report.look();
    report.look();
    assertThat(told).hasSize(1);
    clock.advance(Duration.ofSeconds(15));
    older.look();
    report.look();
    assertThat(told).hasSize(2);
  }
}
