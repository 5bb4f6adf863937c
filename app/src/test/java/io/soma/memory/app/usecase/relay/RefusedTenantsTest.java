package io.soma.memory.app.usecase.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.app.usecase.guard.JitterSource;
import io.soma.memory.app.usecase.guard.Sleeper;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tenants of which the transport takes nothing, beside others; in virtual time and threads. */
class RefusedTenantsTest {

  private static final int THREADS = 8;
  private static final int PLACES = 2;
  private static final TenantId WELL = new TenantId("well");
  private static final TenantId SICK = new TenantId("sick");

  private final VirtualTurns turns = new VirtualTurns(THREADS);
  private final PartlySick transport = new PartlySick();
  private final Rig rig =
      new Rig(
          fakes ->
              binder -> {
                binder.bind(EventPublisher.class).toInstance(transport);
                binder
                    .bind(RelayLimits.class)
                    .toInstance(new RelayLimits(500, 4 << 20, Duration.ofSeconds(45), PLACES));
              },
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
  void refusedTenantsHoldAPartOfTheThreadsAndOthersFindOne() {
    List<TenantId> sick = sick(20);
    write(sick);
    turns.run();
    assertThat(transport.atOnce).as("before any is known to be refused").isEqualTo(THREADS);

    transport.atOnce = 0;
    transport.meanwhile = () -> write(WELL);
    turns.advance(Duration.ofSeconds(1));

    assertThat(transport.atOnce).isEqualTo(PLACES);
    assertThat(transport.besides).as("sick calls beside the one that passed").containsOnly(PLACES);
    assertThat(transport.taken).containsExactly(WELL);
    assertThat(transport.calls).containsAll(sick).hasSize(2 * sick.size() + 1);
  }

  @Test
  void placeOfATenantThatFindsNoThreadGoesToTheNext() {
    List<TenantId> sick = sick(PLACES + 3);
    write(sick);
    turns.run();
    transport.calls.clear();
    // The first two have the places, and the third is to have the first that is given up.
    transport.meanwhile = () -> turns.refuseNext();
    turns.advance(Duration.ofSeconds(1));
    assertThat(transport.calls).hasSize(sick.size() - 1).doesNotHaveDuplicates();

    scan();
    turns.run();

    assertThat(transport.calls).containsExactlyInAnyOrderElementsOf(sick);
  }

  @Test
  void refusedTenantBacksOffUpToAFewSecondsWhereItIsAlone() {
    sick(1);
    write(SICK);
    turns.run();

    assertThat(secondsOfCalls(30)).containsExactly(0L, 1L, 3L, 7L, 12L, 17L, 22L, 27L);
  }

  @Test
  void refusedTenantsBackOffUpToAMinuteWhereTheyAreMany() {
    List<TenantId> sick = sick(PLACES + 1);
    write(sick);
    turns.run();

    assertThat(secondsOfCalls(250))
        .containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L, 243L);
  }

  @Test
  void newEventOfTheTenantDoesNotShortenItsBackoff() {
    sick(1);
    write(SICK);
    turns.run();
    turns.advance(Duration.ofSeconds(1));
    transport.calls.clear();

    write(SICK);
    scan();
    turns.advance(Duration.ofMillis(1900));

    assertThat(transport.calls).isEmpty();
  }

  @Test
  void firstThatIsWellAgainEndsTheBackoffOfAll() {
    List<TenantId> sick = sick(30);
    write(sick);
    turns.run();
    turns.advance(Duration.ofMinutes(10));
    // As long before its next call as can be.
    TenantId first = transport.calls.get(transport.calls.size() - 1);
    transport.sick.clear();

    relay.retry(first);
    turns.run();

    assertThat(transport.taken).startsWith(first).containsExactlyInAnyOrderElementsOf(sick);
  }

  @Test
  void onesThatAreStillSickBackOffFurtherAfterAnothersRecovery() {
    List<TenantId> sick = sick(PLACES + 2);
    write(sick);
    turns.run();
    turns.advance(Duration.ofMinutes(10));
    transport.sick.remove(sick.get(0));
    relay.retry(sick.get(0));
    turns.run();
    transport.calls.clear();

    turns.advance(Duration.ofSeconds(59));

    assertThat(transport.calls).isEmpty();
  }

  @Test
  void brokerThatIsBackEndsTheBackoffOfAll() {
    List<TenantId> sick = sick(100);
    write(sick);
    turns.run();
    turns.advance(Duration.ofMinutes(10));
    transport.sick.clear();

    relay.retryRefused();
    turns.run();

    assertThat(transport.taken).containsExactlyInAnyOrderElementsOf(sick);
  }

  @Test
  void operatorsOrderEndsTheBackoffOfItsTenantAlone() {
    List<TenantId> sick = sick(PLACES + 1);
    write(sick);
    turns.run();
    turns.advance(Duration.ofMinutes(10));
    transport.calls.clear();

    relay.retry(sick.get(1));
    turns.run();

    assertThat(transport.calls).containsExactly(sick.get(1));
  }

  @Test
  void pauseThatTheTransportAsksForIsNotCutShort() {
    transport.pause = Duration.ofSeconds(40);
    sick(PLACES + 1).forEach(this::write);
    turns.run();
    turns.advance(Duration.ofMinutes(10));
    transport.calls.clear();

    turns.advance(Duration.ofSeconds(60));
    int oneRound = transport.calls.size();
    relay.retryRefused();
    turns.advance(Duration.ofSeconds(39));
    assertThat(transport.calls).as("the pause is not over").hasSize(oneRound);

    turns.advance(Duration.ofSeconds(1));
    assertThat(transport.calls).as("the back-off is cut").hasSize(2 * oneRound);
  }

  @Test
  void timerOfABackoffThatWasCutShortDoesNothing() {
    List<TenantId> sick = sick(PLACES + 1);
    write(sick);
    turns.run();
    turns.advance(Duration.ofMinutes(4));
    turns.advance(Duration.ofSeconds(20));
    relay.retryRefused();
    turns.run();
    transport.calls.clear();

    // Long enough for the back-off of before to end, and not for the new one.
    turns.advance(Duration.ofSeconds(59));

    assertThat(transport.calls).isEmpty();
  }

  @Test
  void transportThatThrowsIsBackedOffToo() {
    transport.breaks = true;
    sick(1);
    write(SICK);
    turns.run();

    assertThat(secondsOfCalls(20)).containsExactly(0L, 1L, 3L, 7L, 12L, 17L);
  }

  @Test
  void transportWhoseCircuitSparesItWaitsOnlyAsItAsks() {
    transport.needsMemoryService = true;
    sick(1);
    write(SICK);
    turns.run();

    assertThat(secondsOfCalls(5)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void transportThatDeliversItselfWaitsOnlyAsItAsksAndHoldsNoPlace() {
    transport.settles = true;
    write(sick(20));
    turns.run();
    transport.atOnce = 0;

    turns.advance(Duration.ofSeconds(1));

    assertThat(transport.atOnce).isEqualTo(THREADS);
  }

  /** The seconds, of so many, at which the first tenant that was called is called. */
  private List<Long> secondsOfCalls(long seconds) {
    TenantId tenant = transport.calls.get(0);
    List<Long> called = new ArrayList<>(List.of(0L));
    for (long second = 1; second <= seconds; second++) {
      transport.calls.clear();
      turns.advance(Duration.ofSeconds(1));
      if (transport.calls.contains(tenant)) {
        called.add(second);
      }
    }
    return called;
  }

  /** So many tenants of which the transport takes nothing. */
  private List<TenantId> sick(int number) {
    List<TenantId> tenants =
        number == 1
            ? List.of(SICK)
            : IntStream.range(0, number).mapToObj(i -> new TenantId("sick" + i)).toList();
    transport.sick.addAll(tenants);
    return tenants;
  }

  private void write(List<TenantId> tenants) {
    tenants.forEach(this::write);
  }

  private void write(TenantId tenant) {
    rig.remember(tenant.value(), "key", tenant + "-" + rig.outbox().events().size());
    relay.wake(tenant);
  }

  /** Takes nothing of some tenants; while it finds that out, the relay's other threads go on. */
  private final class PartlySick implements EventPublisher {

    private final Set<TenantId> sick = new HashSet<>();
    private final List<TenantId> calls = new ArrayList<>();
    private final List<TenantId> taken = new ArrayList<>();
    private final List<Integer> besides = new ArrayList<>();
    private Duration pause = Duration.ofSeconds(1);
    private Runnable meanwhile = () -> {};
    private boolean breaks;
    private boolean needsMemoryService;
    private boolean settles;
    private int underWay;
    private int atOnce;

    @Override
    public Published publish(TenantId tenant, List<OutboxEvent> events) {
      calls.add(tenant);
      if (!sick.contains(tenant)) {
        taken.add(tenant);
        besides.add(underWay);
        return new Published.All(events.size());
      }
      underWay++;
      atOnce = Math.max(atOnce, underWay);
      if (underWay == PLACES) {
        meanwhile.run();
        meanwhile = () -> {};
      }
      turns.runOthers();
      underWay--;
      if (breaks) {
        throw new IllegalStateException("by the test");
      }
      return new Published.Interrupted(0, "by the test", pause);
    }

    @Override
    public boolean needsMemoryService() {
      return needsMemoryService;
    }

    @Override
    public boolean settlesEvents() {
      return settles;
    }
  }

  private void scan() {
    new PendingScan(rig.outbox(), relay, Sleeper.SYSTEM, JitterSource.RANDOM).scan();
  }
}
