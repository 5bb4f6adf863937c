package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The contract of a transport's receiving end. A transport that hands events to the memory service
 * itself has none. Together with {@link EventPublisherContract} it is the whole of a transport.
 */
public abstract class EventReplayContract extends EventReplaySuite {

  static final Duration LONG_PAUSE = Duration.ofMillis(600);

  private static final String NO_DELAY =
      "A tenant whose replay waits or hangs must not delay another one: give each tenant's turns a"
          + " thread of their own, such as Supervisor.pool(...).";

  private static final Duration A_WHILE = Duration.ofMillis(300);
  private static final int MORE_ROUNDS = 5;
  private static final int EVENTS = 60;

  @Test
  void whatIsPublishedIsReplayedInItsOrder() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, EVENTS);
    try (AutoCloseable end = receiving()) {
      publish(events);

      awaitSettled(tenant, EVENTS);
    }
    requireSettled(events);
  }

  @Test
  void whatWasPublishedBeforeTheReceivingEndStartedIsReplayed() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 3);
    publish(events);

    try (AutoCloseable end = receiving()) {
      awaitSettled(tenant, 3);
    }
    requireSettled(events);
  }

  @Test
  void nothingIsLostWhereTheReceivingEndStops() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, EVENTS);
    receiver.takeAtMost(tenant, EVENTS / 3);
    try (AutoCloseable end = receiving()) {
      publish(events);
      awaitSettled(tenant, EVENTS / 3);
    }
    receiver.takeAtMost(tenant, Integer.MAX_VALUE);

    try (AutoCloseable end = receiving()) {
      awaitDistinct(events);
    }
    requireSettledOnce(events);
  }

  @Test
  void whatIsNotSettledIsOfferedAgainInItsOrder() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 10);
    receiver.takeOneAtATime();
    try (AutoCloseable end = receiving()) {
      publish(events);

      awaitDistinct(events);
    }
    requireSettledOnce(events);
  }

  @Test
  void aTenantThatWaitsDelaysNoOther() throws Exception {
    TenantId other = SampleEvents.freshTenant();
    receiver.takeAtMost(tenant, 0);
    try (AutoCloseable end = receiving()) {
      publish(SampleEvents.events(tenant, 1, 3));
      receiver.awaitOffer(tenant, patience());
      publish(other, SampleEvents.events(other, 1, 5));

      awaitSettled(other, 5, NO_DELAY);
      assertThat(receiver.settled(tenant)).isEmpty();
    }
  }

  @Test
  void aTenantWhoseReplayHangsDelaysNoOther() throws Exception {
    TenantId other = SampleEvents.freshTenant();
    receiver.hang(tenant);
    try (AutoCloseable end = receiving()) {
      publish(SampleEvents.events(tenant, 1, 3));
      receiver.awaitOffer(tenant, patience());
      publish(other, SampleEvents.events(other, 1, 5));

      awaitSettled(other, 5, NO_DELAY);
      receiver.goOn();
      awaitSettled(tenant, 3);
    }
  }

  @Test
  void thePauseOfTheReplayIsWaitedForAlsoWhereMoreEventsCome() throws Exception {
    receiver.pauseFirst(tenant, LONG_PAUSE);
    try (AutoCloseable end = receiving()) {
      publish(SampleEvents.events(tenant, 1, 3));
      receiver.awaitOffer(tenant, patience());
      publish(SampleEvents.events(tenant, 4, 2));

      awaitSettled(tenant, 5);
    }
    noRuleOfTheReplayIsBroken();
  }

  /** While one call has not returned, more events come, and those of another tenant pass. */
  @Test
  void callsForOneTenantDoNotOverlap() throws Exception {
    TenantId other = SampleEvents.freshTenant();
    receiver.hang(tenant);
    try (AutoCloseable end = receiving()) {
      publish(SampleEvents.events(tenant, 1, 3));
      receiver.awaitOffer(tenant, patience());
      for (int round = 1; round <= MORE_ROUNDS; round++) {
        publish(SampleEvents.events(tenant, 3 + round, 1));
        publish(other, SampleEvents.events(other, round, 1));
        awaitSettled(other, round, NO_DELAY);
      }
      receiver.goOn();
      awaitSettled(tenant, 3 + MORE_ROUNDS);
    }
    noRuleOfTheReplayIsBroken();
  }

  /** Otherwise the relay never marks the events as sent, and publishes them again and again. */
  @Test
  void whatIsOnlyStoredIsNotSettled() {
    publish(SampleEvents.events(tenant, 1, 3));

    assertThat(publisher().settlesEvents())
        .as(
            "settlesEvents() of a transport that has acknowledged events which no replay has seen:"
                + " if it is true, the relay publishes each event again and again")
        .isFalse();
  }

  @Test
  void whatAReplayThrewAtIsOfferedAgain() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 3);
    receiver.failNext(
        tenant,
        List.of(
            () -> new IllegalStateException("the database is away: thrown by the contract"),
            () -> new LinkageError("an Error: thrown by the contract")));
    try (AutoCloseable end = receiving()) {
      publish(events);

      awaitSettled(
          tenant,
          3,
          "The replay threw, and has settled nothing: keep the events until the call has returned,"
              + " offer them again after a pause, and begin the tenant's next turn also after an"
              + " Error, such as in a finally.");
    }
    requireSettled(events);
  }

  /** The replay also settles an event that is not due yet; it is published again when it is. */
  @Test
  void whatWasSettledIsOfferedAgainWhereItIsPublishedAgain() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 2);
    try (AutoCloseable end = receiving()) {
      publish(events);
      awaitSettled(tenant, 2);

      publish(events);

      awaitSettled(
          tenant,
          4,
          "The same events were published again after they were settled, as the outbox does with"
              + " those that were not due yet or that an operator replays: carry them again. The"
              + " replay skips what is confirmed.");
    }
  }

  @Test
  void whatIsNoEventStandsInNoWay() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 2);
    publish(events.subList(0, 1));
    assumeTrue(putNoEvent(tenant), "the test puts nothing damaged into this transport");
    publish(events.subList(1, 2));
    try (AutoCloseable end = receiving()) {
      awaitSettled(
          tenant,
          2,
          "A text that EventCodec.decode refuses was put between the two events: set it aside, log"
              + " it, and go on with the next one.");
    }
    requireSettled(events);
  }

  @Test
  void theEndWaitsForTheCallUnderWayAndBeginsNoOther() throws Exception {
    receiver.takeTime(tenant, A_WHILE);
    try (AutoCloseable end = receiving()) {
      publish(SampleEvents.events(tenant, 1, 1));
      receiver.awaitOffer(tenant, patience());
    }
    assertThat(receiver.isUnderWay(tenant))
        .as(
            "whether a call of the replay is under way when close() has returned: stop() must wait"
                + " for it, as the process gives its leases back next"
                + RECEIVING_HALF)
        .isFalse();
    int offers = receiver.offers(tenant);
    publish(SampleEvents.events(tenant, 2, 1));
    LockSupport.parkNanos(A_WHILE.toNanos());
    assertThat(receiver.offers(tenant))
        .as(
            "calls of the replay, after close() of the receiving end has returned: stop() must end"
                + " its loops"
                + RECEIVING_HALF)
        .isEqualTo(offers);
  }

  private void requireSettled(List<OutboxEvent> events) {
    EventDifference.requireNone(
        "A tenant's events must be handed to the replay in their order, and those that it settled"
            + " not again"
            + RECEIVING_HALF
            + ".",
        events,
        receiver.settled(tenant));
  }
}
