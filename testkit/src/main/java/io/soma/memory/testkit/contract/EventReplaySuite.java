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

/** What a test of a receiving end tells about it, and how the contract starts and stops it. */
abstract class EventReplaySuite {

  static final String RECEIVING_HALF = " (docs/transports.md, the receiving half)";

  final TenantId tenant = SampleEvents.freshTenant();
  final ScriptedReplay receiver = new ScriptedReplay();

  /** The sending end, on the same place as the receiving one. */
  protected abstract EventPublisher publisher();

  /**
   * Starts a receiving end, which hands arriving events to the replay until it is closed. Closing
   * lets a call that is under way finish, as {@code Background.stop()} does.
   */
  protected abstract AutoCloseable receive(EventReplay replay);

  /**
   * Puts something that is no event where the tenant's events wait, such as a text that {@code
   * EventCodec} refuses.
   *
   * @return false if there is no way; unless overridden
   */
  protected boolean putNoEvent(TenantId tenant) {
    return false;
  }

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
    receiver.requireRules();
  }

  /** A started receiving end; when it is closed, no call hangs any more. */
  final AutoCloseable receiving() {
    AutoCloseable end;
    try (BoundedCall<AutoCloseable> start =
        BoundedCall.start("receive()", () -> receive(receiver))) {
      end =
          start.result(
              patience(),
              "Background.start() begins the work on threads of its own, and returns at once"
                  + RECEIVING_HALF
                  + ".");
    }
    return () -> {
      receiver.goOn();
      close(end);
    };
  }

  private void close(AutoCloseable end) {
    try (BoundedCall<Boolean> stop =
        BoundedCall.start(
            "close() of the receiving end",
            () -> {
              end.close();
              return true;
            })) {
      Boolean unused =
          stop.result(
              patience(),
              "Background.stop() ends the loops, waits for calls that are under way, and returns"
                  + RECEIVING_HALF
                  + ".");
    }
  }

  final void publish(List<OutboxEvent> events) {
    publish(tenant, events);
  }

  final void publish(TenantId of, List<OutboxEvent> events) {
    int most = Math.max(1, publisher().mostAtOnce());
    for (int from = 0; from < events.size(); from += most) {
      List<OutboxEvent> batch = events.subList(from, Math.min(events.size(), from + most));
      assertThat(publisher().publish(of, batch))
          .as("what the sending half says of %d events of tenant %s", batch.size(), of)
          .isEqualTo(new Published.All(batch.size()));
    }
  }

  final void awaitSettled(TenantId of, int events) {
    awaitSettled(of, events, "");
  }

  /**
   * Waits for events to be settled.
   *
   * @param rule the rule that is broken if they are not, as a sentence; may be empty
   */
  final void awaitSettled(TenantId of, int events, String rule) {
    receiver.await(
        () -> receiver.settled(of).size() >= events,
        events + " events of tenant " + of + " to be settled",
        rule,
        patience());
  }

  final void awaitDistinct(List<OutboxEvent> events) {
    receiver.await(
        () -> Set.copyOf(receiver.settled(tenant)).containsAll(events),
        "all " + events.size() + " events of tenant " + tenant + " to be settled",
        "What is not settled must be offered again, also after a stop and a start.",
        patience());
  }

  /** These events of the tenant were settled, in this order, each once or several times. */
  final void requireSettledOnce(List<OutboxEvent> events) {
    EventDifference.requireNone(
        "A tenant's events must be handed to the replay in their order" + RECEIVING_HALF + ".",
        events,
        receiver.settled(tenant).stream().distinct().toList());
  }
}
