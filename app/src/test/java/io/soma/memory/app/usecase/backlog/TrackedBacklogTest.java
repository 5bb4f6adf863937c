package io.soma.memory.app.usecase.backlog;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.usecase.guard.CallLimits;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.routing.UnreadOutboxRule;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.UnsettledCommits;
import io.soma.memory.supervision.ThreadWaits;
import io.soma.memory.testkit.fake.InMemoryOutbox;
import io.soma.memory.testkit.fake.InMemoryStore;
import io.soma.memory.testkit.fake.ManualClock;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TrackedBacklogTest {

  private final InMemoryOutbox outbox = new InMemoryOutbox(new InMemoryStore(new ManualClock()));
  private final ManualClock monotonic = new ManualClock();
  private final PauseDetector pauses = new PauseDetector(monotonic);
  private final OtherInstances others =
      new OtherInstances(
          outbox,
          InstanceId.of(true, Instant.EPOCH, UUID.randomUUID()),
          pauses,
          new DirectWriteTime(new CallLimits(Duration.ofSeconds(8), 1)));
  private final TrackedBacklog backlog = tracked(outbox);

  private TrackedBacklog tracked(Outbox of) {
    return new TrackedBacklog(
        of, Telemetry.NONE, pauses, others, UnreadOutboxRule.ALONE, ThreadWaits.REAL);
  }

  @Test
  void everyTenantWaitsBeforeTheFirstLook() {
    assertThat(backlog.isWaiting(TENANT)).isTrue();

    backlog.refresh();

    assertThat(backlog.isWaiting(TENANT)).isFalse();
  }

  @Test
  void aTenantWaitsFromBeforeItsEventIsCommitted() {
    backlog.refresh();

    backlog.enqueueBegins(TENANT);

    assertThat(backlog.isWaiting(TENANT)).isTrue();
  }

  @Test
  void aLookThatFindsNothingDoesNotEndAnEnqueueThatIsUnderWay() {
    backlog.refresh();
    backlog.enqueueBegins(TENANT);

    backlog.refresh();

    assertThat(backlog.isWaiting(TENANT)).isTrue();
  }

  @Test
  void aLookThatBeganBeforeTheEnqueueEndedDoesNotCount() {
    TrackedBacklog[] tracked = new TrackedBacklog[1];
    Outbox slow =
        outboxWhoseLook(
            () -> {
              tracked[0].enqueueBegins(TENANT);
              tracked[0].enqueueEnds(TENANT, true);
              return List.of();
            });
    tracked[0] = tracked(slow);

    tracked[0].refresh();

    assertThat(tracked[0].isWaiting(TENANT)).isTrue();
    assertThat(tracked[0].unconfirmed(TENANT)).isEqualTo(1);
  }

  @Test
  void aWholeLookAfterTheLastEnqueueEndsTheWaiting() {
    backlog.refresh();
    backlog.enqueueBegins(TENANT);
    backlog.enqueueEnds(TENANT, false);
    assertThat(backlog.isWaiting(TENANT)).isTrue();

    backlog.refresh();

    assertThat(backlog.isWaiting(TENANT)).isFalse();
  }

  @Test
  void aLookFindsWhatAnotherInstanceEnqueued() {
    TrackedBacklog other =
        tracked(outboxWhoseLook(() -> List.of(new TenantBacklog(TENANT, 3, 2, Instant.EPOCH))));

    other.refresh();

    assertThat(other.isWaiting(TENANT)).isTrue();
    assertThat(other.unconfirmed(TENANT)).isEqualTo(3);
  }

  @Test
  void aLookThatFailsChangesNothing() {
    backlog.refresh();
    outbox.available(false);

    assertThatThrownBy(backlog::refresh).isInstanceOf(OutboxUnavailableException.class);
    assertThat(backlog.isWaiting(TENANT)).isFalse();
  }

  private static Outbox outboxWhoseLook(Supplier<List<TenantBacklog>> look) {
    return (Outbox)
        Proxy.newProxyInstance(
            Outbox.class.getClassLoader(),
            new Class<?>[] {Outbox.class},
            (proxy, method, arguments) -> {
              if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              return method.getName().equals("unsettledCommits")
                  ? UnsettledCommits.NONE
                  : look.get();
            });
  }

  @Test
  void afterAPauseEveryTenantWaitsUntilALookThatBeganAfterIt() {
    pauses.tick();
    backlog.refresh();
    assertThat(backlog.isWaiting(TENANT)).isFalse();

    monotonic.advance(Duration.ofSeconds(50));
    assertThat(backlog.isWaiting(TENANT)).isTrue();
    pauses.tick();
    assertThat(backlog.isWaiting(TENANT)).isTrue();

    backlog.refresh();
    assertThat(backlog.isWaiting(TENANT)).isFalse();
  }

  @Test
  void whereTheOutboxCannotBeReadAfterAPauseWritesGoOn() {
    pauses.tick();
    backlog.refresh();
    monotonic.advance(Duration.ofSeconds(50));
    pauses.tick();
    outbox.available(false);

    assertThatThrownBy(backlog::refresh).isInstanceOf(OutboxUnavailableException.class);

    assertThat(backlog.isWaiting(TENANT)).isFalse();
  }

  @Test
  void withoutAFreshLookEveryTenantWaitsIfAnotherInstanceMayQueue() {
    outbox.announce(InstanceId.of(true, Instant.EPOCH, UUID.randomUUID()));
    others.look();
    backlog.refresh();
    monotonic.advance(TrackedBacklog.LONGEST_WITHOUT_LOOK);
    assertThat(backlog.isWaiting(TENANT)).isFalse();
    monotonic.advance(Duration.ofNanos(1));
    assertThat(backlog.isWaiting(TENANT)).isTrue();
    outbox.available(false);

    assertThatThrownBy(others::look).isInstanceOf(OutboxUnavailableException.class);
    assertThatThrownBy(backlog::refresh).isInstanceOf(OutboxUnavailableException.class);
    assertThat(backlog.isWaiting(TENANT)).isTrue();

    outbox.available(true);
    backlog.refresh();
    assertThat(backlog.isWaiting(TENANT)).isFalse();
  }

  @Test
  void withoutAFreshLookWritesGoOnIfTheRuleSaysSo() {
    TrackedBacklog always =
        new TrackedBacklog(
            outbox, Telemetry.NONE, pauses, others, UnreadOutboxRule.ALWAYS, ThreadWaits.REAL);
    outbox.announce(InstanceId.of(true, Instant.EPOCH, UUID.randomUUID()));
    others.look();
    always.refresh();

    monotonic.advance(Duration.ofMinutes(10));

    assertThat(always.isWaiting(TENANT)).isFalse();
  }

  @Test
  void whoWaitsWithoutAFreshLookIsWokenByTheNextOne() throws InterruptedException {
    outbox.announce(InstanceId.of(true, Instant.EPOCH, UUID.randomUUID()));
    others.look();
    backlog.refresh();
    monotonic.advance(Duration.ofMinutes(1));
    Thread waiting = new Thread(() -> backlog.awaitGone(TENANT, Duration.ofDays(1)));
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      LockSupport.parkNanos(1_000_000);
    }

    backlog.refresh();

    waiting.join();
  }

  @Test
  void aShortGapIsNoPause() {
    pauses.tick();
    backlog.refresh();

    monotonic.advance(Duration.ofMillis(900));

    assertThat(backlog.isWaiting(TENANT)).isFalse();
  }

  @Test
  void aTenantWithAnUnsettledCommitWaitsUntilALookFindsItSettled() {
    backlog.refresh();
    outbox.unsettled(Set.of(TENANT));
    backlog.refresh();
    assertThat(backlog.isWaiting(TENANT)).isTrue();
    assertThat(backlog.isWaiting(new TenantId("other"))).isFalse();

    outbox.unsettled(Set.of());
    backlog.refresh();

    assertThat(backlog.isWaiting(TENANT)).isFalse();
  }

  @Test
  void looksTwiceAtLocksWhereNoLookIsRecent() {
    // Under way at the second call, and not known at the first.
    Hanging hanging = new Hanging();
    TrackedBacklog first = tracked(hanging.outbox(List::of));

    first.refresh();
    assertThat(first.isWaiting(TENANT)).isTrue();

    hanging.end();
    first.refresh();
    assertThat(first.isWaiting(TENANT)).isFalse();
    hanging.begin();
    pauses.tick();
    monotonic.advance(Duration.ofSeconds(5));
    first.refresh();
    assertThat(first.isWaiting(TENANT)).isTrue();
  }

  @Test
  void keepsWhatWasUnsettledUntilTheBacklogIsRead() {
    Hanging hanging = new Hanging();
    List<Boolean> duringTheLook = new ArrayList<>();
    TrackedBacklog[] tracked = new TrackedBacklog[1];
    tracked[0] =
        tracked(
            hanging.outbox(
                () -> {
                  duringTheLook.add(tracked[0].isWaiting(TENANT));
                  return List.of();
                }));
    tracked[0].refresh();

    hanging.end();
    tracked[0].refresh();

    assertThat(duringTheLook).last().isEqualTo(true);
    assertThat(tracked[0].isWaiting(TENANT)).isFalse();
  }

  @Test
  void aSettlementDoesNotEndTheWaitingForALostAnswer() {
    backlog.refresh();
    backlog.enqueueBegins(TENANT);
    backlog.enqueueEnds(TENANT, true);
    // The outbox did not answer: the second event may still come.
    backlog.enqueueBegins(TENANT);
    backlog.enqueueEnds(TENANT, false);

    backlog.settled(TENANT, 1);
    assertThat(backlog.isWaiting(TENANT)).isTrue();

    backlog.refresh();
    assertThat(backlog.isWaiting(TENANT)).isFalse();
  }

  /** An outbox with a commit that hangs: it is known at the second look that finds it. */
  private static final class Hanging {
    private boolean hangs = true;
    private boolean seen;

    void begin() {
      hangs = true;
      seen = false;
    }

    void end() {
      hangs = false;
    }

    Outbox outbox(Supplier<List<TenantBacklog>> look) {
      return (Outbox)
          Proxy.newProxyInstance(
              Outbox.class.getClassLoader(),
              new Class<?>[] {Outbox.class},
              (proxy, method, arguments) ->
                  method.getName().equals("unsettledCommits") ? lookAtLocks() : look.get());
    }

    private UnsettledCommits lookAtLocks() {
      boolean known = hangs && seen;
      seen = hangs;
      return tenant -> known;
    }
  }

  @Test
  void theLastSettlementEndsTheWaitingAtOnce() {
    backlog.refresh();
    backlog.enqueueBegins(TENANT);
    backlog.enqueueEnds(TENANT, true);

    backlog.settled(TENANT, 1);

    assertThat(backlog.isWaiting(TENANT)).isFalse();
  }

  @Test
  void aSettlementDoesNotEndTheWaitingWhileTheOutboxHasMore() {
    TrackedBacklog shared =
        tracked(outboxWhoseLook(() -> List.of(new TenantBacklog(TENANT, 1, 1, Instant.EPOCH))));
    shared.enqueueBegins(TENANT);
    shared.enqueueEnds(TENANT, true);

    shared.settled(TENANT, 1);

    assertThat(shared.isWaiting(TENANT)).isTrue();
  }

  @Test
  void whoeverWaitsForTheEndIsWoken() throws InterruptedException {
    backlog.refresh();
    backlog.enqueueBegins(TENANT);
    backlog.enqueueEnds(TENANT, true);
    boolean[] gone = new boolean[1];
    Thread waiting = new Thread(() -> gone[0] = backlog.awaitGone(TENANT, Duration.ofSeconds(60)));
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      LockSupport.parkNanos(1_000_000);
    }

    backlog.settled(TENANT, 1);

    waiting.join();
    assertThat(gone[0]).isTrue();
  }

  @Test
  void patienceEndsWhereTheBacklogDoesNot() {
    backlog.enqueueBegins(TENANT);

    assertThat(backlog.awaitGone(TENANT, Duration.ofNanos(1))).isFalse();
  }

  /** Only this instance cannot read the outbox, while others go on delivering queued events. */
  @Test
  void everyTenantWaitsAfterALookThatBrokeUntilOneEndsWell() {
    backlog.refresh();
    boolean[] breaks = {true};
    TrackedBacklog broken =
        tracked(
            outboxWhoseLook(
                () -> {
                  if (breaks[0]) {
                    throw new NoClassDefFoundError("by the test");
                  }
                  return List.of();
                }));
    breaks[0] = false;
    broken.refresh();
    assertThat(broken.isWaiting(TENANT)).isFalse();

    breaks[0] = true;
    assertThatThrownBy(broken::refresh).isInstanceOf(NoClassDefFoundError.class);
    assertThat(broken.isWaiting(TENANT)).isTrue();

    breaks[0] = false;
    broken.refresh();
    assertThat(broken.isWaiting(TENANT)).isFalse();
  }

  @Test
  void itIsSaidOnceThatTheOutboxCannotBeReadForTenSecondsAndThatItCan() {
    List<Boolean> said = new ArrayList<>();
    Telemetry telemetry =
        new Telemetry() {
          @Override
          public void outboxReadable(boolean isReadable) {
            said.add(isReadable);
          }
        };
    TrackedBacklog told =
        new TrackedBacklog(
            outbox, telemetry, pauses, others, UnreadOutboxRule.ALONE, ThreadWaits.REAL);
    told.refresh();
    told.refresh();
    outbox.available(false);

    monotonic.advance(Duration.ofSeconds(10));
    assertThatThrownBy(told::refresh).isInstanceOf(OutboxUnavailableException.class);
    assertThat(said).containsExactly(true);
    monotonic.advance(Duration.ofMillis(1));
    assertThatThrownBy(told::refresh).isInstanceOf(OutboxUnavailableException.class);
    assertThatThrownBy(told::refresh).isInstanceOf(OutboxUnavailableException.class);
    assertThat(said).containsExactly(true, false);

    outbox.available(true);
    told.refresh();
    assertThat(said).containsExactly(true, false, true);
  }
}
