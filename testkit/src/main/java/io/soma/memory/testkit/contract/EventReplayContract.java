package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.ports.driving.EventReplay;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of a transport's receiving end. A transport that hands events to the memory service
 * itself has none. Together with {@link EventPublisherContract} it is the whole of a transport.
 */
public abstract class EventReplayContract {

  static final Duration LONG_PAUSE = Duration.ofMillis(600);

  private static final int MORE_ROUNDS = 5;
  private static final int EVENTS = 60;

  private final TenantId tenant = SampleEvents.freshTenant();
  private final ScriptedReplay receiver = new ScriptedReplay();

  /** The sending end, on the same place as the receiving one. */
  protected abstract EventPublisher publisher();

  /** Starts a receiving end, which hands arriving events to the replay until it is closed. */
  protected abstract AutoCloseable receive(EventReplay replay);

  /**
   * How long a test waits for an event to arrive before it fails; 30 seconds unless overridden. A
   * transport that works never waits so long.
   */
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  /** Every test looks for these: that calls of one tenant overlap, or do not wait for a pause. */
  @AfterEach
  void noRuleOfTheReplayIsBroken() {
    assertThat(receiver.brokenRules()).isEmpty();
  }

  @Test
  void whatIsPublishedIsReplayedInItsOrder() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, EVENTS);
    try (AutoCloseable end = receive(receiver)) {
      publish(events);

      awaitSettled(tenant, EVENTS);
    }
    assertThat(receiver.settled(tenant)).containsExactlyElementsOf(events);
  }

  @Test
  void whatWasPublishedBeforeTheReceivingEndStartedIsReplayed() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 3);
    publish(events);

    try (AutoCloseable end = receive(receiver)) {
      awaitSettled(tenant, 3);
    }
    assertThat(receiver.settled(tenant)).containsExactlyElementsOf(events);
  }

  @Test
  void nothingIsLostWhereTheReceivingEndStops() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, EVENTS);
    receiver.takeAtMost(tenant, EVENTS / 3);
    try (AutoCloseable end = receive(receiver)) {
      publish(events);
      awaitSettled(tenant, EVENTS / 3);
    }
    receiver.takeAtMost(tenant, Integer.MAX_VALUE);

    try (AutoCloseable end = receive(receiver)) {
      awaitDistinct(events);
    }
    assertThat(receiver.settled(tenant).stream().distinct()).containsExactlyElementsOf(events);
  }

  @Test
  void whatIsNotSettledIsOfferedAgainInItsOrder() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 10);
    receiver.takeOneAtATime();
    try (AutoCloseable end = receive(receiver)) {
      publish(events);

      awaitDistinct(events);
    }
    assertThat(receiver.settled(tenant).stream().distinct()).containsExactlyElementsOf(events);
  }

  @Test
  void aTenantThatWaitsDelaysNoOther() throws Exception {
    TenantId other = SampleEvents.freshTenant();
    receiver.takeAtMost(tenant, 0);
    try (AutoCloseable end = receive(receiver)) {
      publish(SampleEvents.events(tenant, 1, 3));
      receiver.awaitOffer(tenant, patience());
      publisher().publish(other, SampleEvents.events(other, 1, 5));

      awaitSettled(other, 5);
      assertThat(receiver.settled(tenant)).isEmpty();
    }
  }

  @Test
  void aTenantWhoseReplayHangsDelaysNoOther() throws Exception {
    TenantId other = SampleEvents.freshTenant();
    receiver.hang(tenant);
    try (AutoCloseable end = receive(receiver)) {
      publish(SampleEvents.events(tenant, 1, 3));
      receiver.awaitOffer(tenant, patience());
      publisher().publish(other, SampleEvents.events(other, 1, 5));

      awaitSettled(other, 5);
      receiver.goOn();
      awaitSettled(tenant, 3);
    }
  }

  @Test
  void thePauseOfTheReplayIsWaitedForAlsoWhereMoreEventsCome() throws Exception {
    receiver.pauseFirst(tenant, LONG_PAUSE);
    try (AutoCloseable end = receive(receiver)) {
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
    try (AutoCloseable end = receive(receiver)) {
      publish(SampleEvents.events(tenant, 1, 3));
      receiver.awaitOffer(tenant, patience());
      for (int round = 1; round <= MORE_ROUNDS; round++) {
        publish(SampleEvents.events(tenant, 3 + round, 1));
        publisher().publish(other, SampleEvents.events(other, round, 1));
        awaitSettled(other, round);
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

  private void publish(List<OutboxEvent> events) {
    assertThat(publisher().publish(tenant, events)).isEqualTo(new Published.All(events.size()));
  }

  private void awaitSettled(TenantId of, int events) {
    receiver.await(
        () -> receiver.settled(of).size() >= events,
        events + " events of tenant " + of + " to be settled",
        patience());
  }

  private void awaitDistinct(List<OutboxEvent> events) {
    receiver.await(
        () -> Set.copyOf(receiver.settled(tenant)).containsAll(events),
        "all " + events.size() + " events of tenant " + tenant + " to be settled",
        patience());
  }
}
