package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a test of a transport tells about it, and how the contract calls it. */
abstract class EventPublisherSuite {

  static final String ORDER =
      "What is acknowledged must arrive, in the order in which it was published: acknowledge an"
          + " event when the transport keeps it, and not earlier (docs/transports.md, the sending"
          + " half).";

  static final String ENDS =
      "A call must end within the lease of 45 s, also where the transport is away: give each"
          + " request a timeout, and return Interrupted(taken, why, pause). The relay also survives"
          + " an exception, but then operators read that instead of your words"
          + " (docs/transports.md, the sending half). The test waits for patience().";

  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 10;

  final TenantId tenant = SampleEvents.freshTenant();

  /** The transport under test. */
  protected abstract EventPublisher publisher();

  /**
   * The events that arrived for a tenant, in order of arrival, with repeated deliveries.
   *
   * @param atLeast how many to wait for, at most as long as a test may take
   */
  protected abstract List<OutboxEvent> arrived(TenantId tenant, int atLeast);

  /**
   * The event, changed (or the transport told) so that the transport will never take it; empty if
   * there is no such thing.
   */
  protected Optional<OutboxEvent> refusable(OutboxEvent event) {
    return Optional.empty();
  }

  /**
   * How to make the transport unavailable; empty if there is no way. An outage that kills the
   * broker, and does not only block the way to it, also finds events that were acknowledged before
   * they were kept.
   */
  protected Optional<EventPublisherContract.Outage> outage() {
    return Optional.empty();
  }

  /**
   * How to make the transport unavailable for this tenant alone, best so that a call for it waits;
   * empty if there is no way. Without it, nothing shows that a tenant's call delays no other, as it
   * does where {@code publish} is synchronized.
   */
  protected Optional<EventPublisherContract.Outage> outage(TenantId tenant) {
    return Optional.empty();
  }

  /**
   * Whether the transport delivers to the memory service while it publishes, as {@code direct}
   * does, and has no receiving end; false unless overridden.
   */
  protected boolean deliversWhilePublishing() {
    return false;
  }

  /**
   * How long a call may take before the test fails; 60 seconds unless overridden. In production a
   * call must end within the lease of 45 s.
   */
  protected Duration patience() {
    return DEFAULT_PATIENCE;
  }

  /** One call. */
  final Published offer(TenantId of, List<OutboxEvent> events) {
    try (BoundedCall<Published> call = beginOffer(of, events)) {
      return resultOf(call, events);
    }
  }

  final BoundedCall<Published> beginOffer(TenantId of, List<OutboxEvent> events) {
    return BoundedCall.start(
        "publish(" + of + ", " + events.size() + " events)",
        () -> publisher().publish(of, List.copyOf(events)));
  }

  final Published resultOf(BoundedCall<Published> call, List<OutboxEvent> events) {
    Published published = call.result(patience(), ENDS);
    assertThat(published)
        .as("publish() returns All, Interrupted or Refused, and never null")
        .isNotNull();
    assertThat(published.acknowledged())
        .as(
            "acknowledged() of %s is how many of the %d offered events the transport keeps, from"
                + " the first on",
            published, events.size())
        .isBetween(0, events.size());
    return published;
  }

  /** Publishes in calls of as many events as the transport takes at once; all must be taken. */
  final void publishAll(TenantId of, List<OutboxEvent> events) {
    for (int from = 0; from < events.size(); from += most()) {
      List<OutboxEvent> batch = events.subList(from, Math.min(events.size(), from + most()));
      requireAll(offer(of, batch), batch.size());
    }
  }

  final int most() {
    return Math.max(1, publisher().mostAtOnce());
  }

  static void requireAll(Published published, int offered) {
    assertThat(published)
        .as(
            "a transport that is well takes all %d events of a call: All(%d). If it takes fewer"
                + " at once, mostAtOnce() says so. Bodies of more than 1 MiB occur",
            offered, offered)
        .isEqualTo(new Published.All(offered));
  }

  /** All of a tenant's events that arrived, each once. */
  final void requireArrived(String rule, TenantId of, List<OutboxEvent> events) {
    List<OutboxEvent> once = arrived(of, events.size()).stream().distinct().toList();
    EventDifference.requireNone(rule, events, once);
  }

  // A transport that just came back may need a few tries; each is bounded, and so is their number.
  final void publishUntilTaken(TenantId of, List<OutboxEvent> events) {
    int taken = 0;
    int inVain = 0;
    Published last = new Published.All(0);
    while (inVain < ATTEMPTS && taken < events.size()) {
      int end = (int) Math.min(events.size(), (long) taken + most());
      last = offer(of, events.subList(taken, end));
      taken += last.acknowledged();
      inVain += last.acknowledged() == 0 ? 1 : 0;
    }
    assertThat(taken)
        .as(
            "after an outage, the transport takes the events that were not acknowledged; of %d"
                + " calls none took any, and the last returned %s",
            ATTEMPTS, last)
        .isEqualTo(events.size());
  }
}
