package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of a transport that cannot take events, now or ever. */
abstract class EventPublisherFaultContract extends EventPublisherSuite {

  private static final String WHY =
      "the reason of %s becomes what operators read: it must say something. An exception's message"
          + " may be null, String.valueOf(exception) is not";

  @Test
  void aRefusedEventLeavesThePrefixAndTheRestDeliverable() {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 5);
    Optional<OutboxEvent> poison = refusable(events.get(2));
    assumeTrue(poison.isPresent(), "this transport refuses nothing");
    int before = Math.min(2, most() - 1);
    publishAll(tenant, events.subList(0, 2 - before));
    List<OutboxEvent> offered = new ArrayList<>(events.subList(2 - before, 5));
    offered.set(before, poison.get());

    Published outcome = offer(tenant, offered.subList(0, Math.min(most(), offered.size())));

    assertThat(outcome)
        .as(
            "an event that the transport will never take is Refused(events before it, why); with"
                + " Interrupted it stands in its tenant's way for ever, with All it is lost")
        .isInstanceOf(Published.Refused.class);
    assertThat(outcome.acknowledged())
        .as(
            "%s: Refused counts the events in front of the refused one; those behind it are"
                + " offered again",
            outcome)
        .isEqualTo(before);
    assertThat(((Published.Refused) outcome).detail()).as(WHY, outcome).isNotBlank();
    publishAll(tenant, events.subList(3, 5));
    requireArrived(
        "The event that was refused must not arrive, and those around it must, in their order.",
        tenant,
        List.of(events.get(0), events.get(1), events.get(3), events.get(4)));
  }

  @Test
  void anOutageInterruptsAndLosesNothingThatIsOfferedAgain() {
    EventPublisherContract.Outage outage =
        require(outage(), "this transport has no outage that a test can cause");
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 20);
    List<OutboxEvent> offered = events.subList(5, Math.min(20, 5 + Math.min(15, most())));
    publishAll(tenant, events.subList(0, 5));

    Published outcome;
    outage.begin();
    try {
      outcome = offer(tenant, offered);
    } finally {
      outage.end();
    }

    assertThat(outcome)
        .as(
            "in an outage the transport takes no more: Interrupted(taken, why, pause). After All,"
                + " the relay marks the events as sent, and none is offered again; after Refused,"
                + " an event fails that only had to wait")
        .isInstanceOf(Published.Interrupted.class);
    assertThat(outcome.acknowledged())
        .as("acknowledged() of %s, a call that ended before all events were taken", outcome)
        .isLessThan(offered.size());
    assertThat(((Published.Interrupted) outcome).pause())
        .as("the pause of %s, after which the rest is offered again", outcome)
        .isPositive();
    assertThat(((Published.Interrupted) outcome).detail()).as(WHY, outcome).isNotBlank();
    publishUntilTaken(tenant, events.subList(5 + outcome.acknowledged(), 20));
    requireArrived(ORDER, tenant, events);
  }

  @Test
  void aTenantWhoseCallWaitsDelaysNoOther() {
    TenantId other = SampleEvents.freshTenant();
    EventPublisherContract.Outage outage =
        require(outage(tenant), "this transport has no outage of one tenant that a test can cause");
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 1);
    publishAll(tenant, events);
    List<OutboxEvent> more = SampleEvents.events(tenant, 2, 1);
    outage.begin();
    try (BoundedCall<Published> waiting = beginOffer(tenant, more)) {
      try {
        publishOfAnother(other, waiting);
      } finally {
        outage.end();
      }
      Published outcome = resultOf(waiting, more);
      publishUntilTaken(tenant, more.subList(outcome.acknowledged(), 1));
    }
    requireArrived(ORDER, tenant, SampleEvents.events(tenant, 1, 2));
  }

  private void publishOfAnother(TenantId other, BoundedCall<Published> waiting) {
    List<OutboxEvent> events = SampleEvents.events(other, 1, 1);
    try (BoundedCall<Published> call = beginOffer(other, events)) {
      Published published =
          call.result(
              patience(),
              "Tenant "
                  + tenant
                  + " has an outage of its own, and its call "
                  + (waiting.isOver() ? "is over." : "waits.")
                  + " A call that waits must not delay another tenant's: no lock, thread or"
                  + " connection may be the only one of all tenants.");
      requireAll(published, 1);
    }
    requireArrived(ORDER, other, events);
  }

  private static EventPublisherContract.Outage require(
      Optional<EventPublisherContract.Outage> outage, String reason) {
    assumeTrue(outage.isPresent(), reason);
    return outage.get();
  }
}
