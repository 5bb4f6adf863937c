package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.Published;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract of every transport; the test of a new one extends this and shows how to see
 * delivered events. A test that fails says which rule of {@code docs/transports.md} is broken.
 */
public abstract class EventPublisherContract extends EventPublisherFaultContract {

  private static final TraceParent TRACE =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private static final OutboxIdentity OTHER_OUTBOX =
      new OutboxIdentity(UUID.fromString("5f0c6f0a-1d6c-4f0e-8a53-9d1f0d7f6a42"));

  private static final String UNCHANGED =
      "Each event must arrive as it was published, in every field: the outbox refuses one that was"
          + " changed. EventCodec makes a text of all fields, and is to be carried as UTF-8,"
          + " untrimmed.";

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

    publishAll(tenant, events);

    EventDifference.requireNone(ORDER, events, arrived(tenant, 120));
  }

  @Test
  void laterCallsContinueBehindEarlierOnes() {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 9);

    for (int from = 0; from < 9; from += 3) {
      publishAll(tenant, events.subList(from, from + 3));
    }

    EventDifference.requireNone(ORDER, events, arrived(tenant, 9));
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
  void aCallTakesAtLeastOneEvent() {
    assertThat(publisher().mostAtOnce())
        .as("mostAtOnce(): how many events one call takes; with 0, none is ever published")
        .isPositive();
  }

  @Test
  void nothingToPublishIsNoFailure() {
    requireAll(offer(tenant, List.of()), 0);
  }

  @Test
  void anEventMayBePublishedAgain() {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 2);

    publishAll(tenant, events);
    publishAll(tenant, events);

    requireArrived(ORDER, tenant, events);
  }

  @Test
  void everyFieldOfAnEventSurvives() {
    List<OutboxEvent> events =
        List.of(
            SampleEvents.event(tenant, Long.MAX_VALUE - 1),
            SampleEvents.event(tenant, 2, WriteOperation.DELETE, "{\"coord\":\"2.0\"}", TRACE),
            SampleEvents.event(
                tenant, 3, WriteOperation.LINK, "{\"link_type\":\"日本語 \uD83D\uDE00 é\"}", TRACE),
            store(4, SampleEvents.body(4, "x".repeat(2_000_000))),
            // Another memory service's encoder may write white space where ours has none.
            store(5, "\t{\r\n\"coord\" : \"5.0\"\r\n}\r\n \n"));

    publishAll(tenant, events);

    EventDifference.requireNone(UNCHANGED, events, arrived(tenant, 5));
  }

  @Test
  void whatSaysWhichEventItIsArrivesAsItWasGiven() {
    OutboxEvent ours = SampleEvents.event(tenant, 1);
    OutboxEvent named = of(OTHER_OUTBOX, ours, SampleDeliveries.named(tenant, "key", "{}"));

    publishAll(tenant, List.of(ours, named));

    EventDifference.requireNone(
        "Events of two outboxes may have one id, and both must arrive.",
        List.of(ours, named),
        arrived(tenant, 2));
  }

  @Test
  void tenantsAreIndependent() {
    Map<TenantId, List<OutboxEvent>> events = new LinkedHashMap<>();
    Stream.generate(SampleEvents::freshTenant)
        .limit(4)
        .forEach(each -> events.put(each, SampleEvents.events(each, 1, 40)));

    publishAtOnce(events);

    events.forEach(
        (of, published) -> EventDifference.requireNone(ORDER, published, arrived(of, 40)));
  }

  @Test
  void tenantsWithNamesThatAreAlikeAreApart() {
    String name = "Ab.c-" + UUID.randomUUID();
    String longest = name + "x".repeat(TenantId.MAX_LENGTH - 1 - name.length());
    List<TenantId> alike =
        Stream.of(
                name,
                name.toLowerCase(Locale.ROOT),
                name.toUpperCase(Locale.ROOT),
                name.replace('.', '_'),
                name.replace('.', '-'),
                longest + "1",
                longest + "2")
            .map(TenantId::new)
            .toList();
    for (int i = 0; i < alike.size(); i++) {
      publishAll(alike.get(i), SampleEvents.events(alike.get(i), 1 + 2L * i, 2));
    }

    for (int i = 0; i < alike.size(); i++) {
      EventDifference.requireNone(
          "Tenants whose names differ by capitals, by one sign or in the last character alone are"
              + " different ones: the events of "
              + alike.get(i)
              + " must arrive under its own name, and no others.",
          SampleEvents.events(alike.get(i), 1 + 2L * i, 2),
          arrived(alike.get(i), 2));
    }
  }

  private OutboxEvent store(long id, String body) {
    return SampleEvents.event(tenant, id, WriteOperation.STORE, body, TRACE);
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

  private void publishAtOnce(Map<TenantId, List<OutboxEvent>> events) {
    int first = Math.min(most(), 40);
    List<BoundedCall<Published>> calls =
        events.entrySet().stream()
            .map(of -> beginOffer(of.getKey(), of.getValue().subList(0, first)))
            .toList();
    try {
      calls.forEach(call -> requireAll(call.result(patience(), ENDS), first));
    } finally {
      calls.forEach(BoundedCall::close);
    }
    events.forEach((of, published) -> publishAll(of, published.subList(first, 40)));
  }
}
