package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract of every transport; the test of a new one extends this and shows how to see
 * delivered events.
 */
public abstract class EventPublisherContract {

  private static final TraceParent TRACE =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private static final OutboxIdentity OTHER_OUTBOX =
      new OutboxIdentity(UUID.fromString("5f0c6f0a-1d6c-4f0e-8a53-9d1f0d7f6a42"));

  private final TenantId tenant = SampleEvents.freshTenant();

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

  /** How to make the transport unavailable; empty if there is no way. */
  protected Optional<Outage> outage() {
    return Optional.empty();
  }

  /**
   * Whether the transport delivers to the memory service while it publishes, as {@code direct}
   * does, and has no receiving end; false unless overridden.
   */
  protected boolean deliversWhilePublishing() {
    return false;
  }

  /** A time in which the transport can acknowledge nothing. */
  public interface Outage {

    /** From now on. */
    void begin();

    /** And now it can again. */
    void end();
  }

  @Test
  void whatIsAcknowledgedArrivesInItsOrder() {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 120);

    assertThat(publisher().publish(tenant, events)).isEqualTo(new Published.All(120));

    assertThat(arrived(tenant, 120)).containsExactlyElementsOf(events);
  }

  @Test
  void laterCallsContinueBehindEarlierOnes() {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 9);

    for (int from = 0; from < 9; from += 3) {
      assertThat(publisher().publish(tenant, events.subList(from, from + 3)))
          .isEqualTo(new Published.All(3));
    }

    assertThat(arrived(tenant, 9)).containsExactlyElementsOf(events);
  }

  @Test
  void onlyATransportThatDeliversWhileItPublishesSettlesEvents() {
    assertThat(publisher().settlesEvents())
        .as(
            "settlesEvents(): true only for a transport that delivers while it publishes, whose"
                + " test overrides deliversWhilePublishing(). If a transport that only stores"
                + " events says true, the relay publishes each event again and again")
        .isEqualTo(deliversWhilePublishing());
  }

  @Test
  void nothingToPublishIsNoFailure() {
    assertThat(publisher().publish(tenant, List.of())).isEqualTo(new Published.All(0));
  }

  @Test
  void anEventMayBePublishedAgain() {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 2);

    publisher().publish(tenant, events);

    assertThat(publisher().publish(tenant, events)).isEqualTo(new Published.All(2));
    assertThat(arrived(tenant, 2).stream().distinct()).containsExactlyElementsOf(events);
  }

  @Test
  void everyFieldOfAnEventSurvives() {
    List<OutboxEvent> events =
        List.of(
            SampleEvents.event(tenant, Long.MAX_VALUE - 1),
            SampleEvents.event(tenant, 2, WriteOperation.DELETE, "{\"coord\":\"2.0\"}", TRACE),
            SampleEvents.event(
                tenant, 3, WriteOperation.LINK, "{\"link_type\":\"日本語 \uD83D\uDE00 é\"}", TRACE),
            SampleEvents.event(
                tenant,
                4,
                WriteOperation.STORE,
                SampleEvents.body(4, "x".repeat(2_000_000)),
                TRACE));

    assertThat(publisher().publish(tenant, events)).isEqualTo(new Published.All(4));

    assertThat(arrived(tenant, 4)).containsExactlyElementsOf(events);
  }

  @Test
  void whatSaysWhichEventItIsArrivesAsItWasGiven() {
    OutboxEvent ours = SampleEvents.event(tenant, 1);
    OutboxEvent named = of(OTHER_OUTBOX, ours, SampleDeliveries.named(tenant, "key", "{}"));

    publisher().publish(tenant, List.of(ours, named));

    assertThat(arrived(tenant, 2))
        .extracting(OutboxEvent::outbox, OutboxEvent::id, event -> event.delivery().dedupeKey())
        .containsExactly(
            tuple(ours.outbox(), ours.id(), ours.delivery().dedupeKey()),
            tuple(OTHER_OUTBOX, ours.id(), named.delivery().dedupeKey()));
  }

  @Test
  void tenantsAreIndependent() throws Exception {
    Map<TenantId, List<OutboxEvent>> events =
        Stream.generate(SampleEvents::freshTenant)
            .limit(4)
            .collect(Collectors.toMap(Function.identity(), t -> SampleEvents.events(t, 1, 40)));

    publishConcurrently(events);

    for (Map.Entry<TenantId, List<OutboxEvent>> of : events.entrySet()) {
      assertThat(arrived(of.getKey(), 40)).containsExactlyElementsOf(of.getValue());
    }
  }

  @Test
  void aRefusedEventLeavesThePrefixAndTheRestDeliverable() {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 5);
    Optional<OutboxEvent> poison = refusable(events.get(2));
    assumeTrue(poison.isPresent(), "this transport refuses nothing");

    Published outcome =
        publisher()
            .publish(
                tenant,
                List.of(events.get(0), events.get(1), poison.get(), events.get(3), events.get(4)));

    assertThat(outcome).isInstanceOf(Published.Refused.class);
    assertThat(outcome.acknowledged()).isEqualTo(2);
    assertThat(((Published.Refused) outcome).detail()).isNotBlank();
    assertThat(publisher().publish(tenant, events.subList(3, 5))).isEqualTo(new Published.All(2));
    assertThat(arrived(tenant, 4).stream().distinct())
        .containsExactly(events.get(0), events.get(1), events.get(3), events.get(4));
  }

  @Test
  void anOutageInterruptsAndLosesNothingThatIsOfferedAgain() {
    assumeTrue(outage().isPresent(), "this transport has no outage that a test can cause");
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 20);
    publisher().publish(tenant, events.subList(0, 5));

    outage().get().begin();
    Published outcome = publisher().publish(tenant, events.subList(5, 20));
    outage().get().end();

    assertThat(outcome).isInstanceOf(Published.Interrupted.class);
    assertThat(outcome.acknowledged()).isLessThan(15);
    assertThat(((Published.Interrupted) outcome).pause()).isPositive();
    assertThat(((Published.Interrupted) outcome).detail()).isNotBlank();
    publishUntilTaken(events.subList(5 + outcome.acknowledged(), 20));
    assertThat(arrived(tenant, 20).stream().distinct()).containsExactlyElementsOf(events);
  }

  // The dedupe key of a named write does not follow from its idempotency key.
  private static OutboxEvent of(OutboxIdentity outbox, OutboxEvent event, WriteIdentity identity) {
    return new OutboxEvent(
        outbox,
        event.id(),
        event.createdAt(),
        event.retries(),
        event.delivery().withIdentity(identity.asStored()));
  }

  // A transport that just came back may need a few tries; each is bounded, and so is their number.
  private void publishUntilTaken(List<OutboxEvent> events) {
    int taken = 0;
    for (int attempt = 0; attempt < 10 && taken < events.size(); attempt++) {
      taken += publisher().publish(tenant, events.subList(taken, events.size())).acknowledged();
    }
    assertThat(taken).isEqualTo(events.size());
  }

  private void publishConcurrently(Map<TenantId, List<OutboxEvent>> events) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(events.size());
    try {
      List<Future<Published>> outcomes =
          events.entrySet().stream()
              .map(of -> threads.submit(() -> publisher().publish(of.getKey(), of.getValue())))
              .toList();
      for (Future<Published> outcome : outcomes) {
        assertThat(outcome.get()).isEqualTo(new Published.All(40));
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
