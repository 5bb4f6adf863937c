package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of {@link Outbox} and {@link OutboxRecords}: a test per sentence of the ports. An
 * adapter's test extends this and gives the adapter.
 */
public abstract class OutboxContract extends OutboxRecordsContract {

  /** A method of the port, with a name for the report. */
  record Method(String name, Consumer<Outbox> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Method> everyMethod() {
    OutboxEvent event = SampleEvents.event(ALICE, 1);
    List<EventId> ids = List.of(event.id());
    TenantLease lease = new TenantLease(ALICE, LeaseRight.CARRY, "another", 1);
    return List.of(
        new Method("enqueue", outbox -> outbox.enqueue(store(ALICE, 1))),
        new Method("takesWrites", Outbox::takesWrites),
        new Method("backlog", Outbox::backlog),
        new Method("backlog of a tenant", outbox -> outbox.backlog(ALICE)),
        new Method("purge", outbox -> outbox.purge(1)),
        new Method("tenantsWithPending", outbox -> outbox.tenantsWithPending(null, 1)),
        new Method("pending", outbox -> outbox.pending(lease, 1)),
        new Method("markSent", outbox -> outbox.markSent(lease, ids)),
        new Method("identity", Outbox::identity),
        new Method("find", outbox -> outbox.find(store(ALICE, 1).dedupeKey())),
        new Method("unsettledCommits", Outbox::unsettledCommits),
        new Method("due", outbox -> outbox.due(ALICE, List.of(event))),
        new Method("resend of some", outbox -> outbox.resend(ALICE, ids)),
        new Method("resend", outbox -> outbox.resend(ALICE, ids.get(0))),
        new Method("confirm", outbox -> outbox.confirm(ALICE, List.of(event))),
        new Method("fail", outbox -> outbox.fail(ALICE, ids.get(0), "refused")),
        new Method("spendAttempt", outbox -> outbox.spendAttempt(event, "500", 5)),
        new Method("independentOf", outbox -> outbox.independentOf(event, ids.get(0), 1)));
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void anOutboxThatCannotBeReachedSaysSo(Method method) {
    Outbox unreachable = unreachable();

    assertThatExceptionOfType(OutboxUnavailableException.class)
        .isThrownBy(() -> method.call().accept(unreachable));
  }

  @Test
  void recordsThatCannotBeReachedSaySo() {
    List<EventId> ids = List.of(new EventId(1));
    List<Consumer<OutboxRecords>> calls =
        List.of(
            records -> records.list(EventFilter.ALL, 1, 0),
            OutboxRecords::counts,
            records -> records.select(EventSelection.failed(ALICE)),
            records -> records.standings(ids),
            records -> records.failedAddresses(1),
            records ->
                records.overtake(
                    new EventAddress(ALICE, store(ALICE, 1).orderingKey()), WriteOperation.STORE),
            records -> records.requeue(ALICE, ids, false, Duration.ZERO),
            records -> records.discard(ALICE, ids));

    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatExceptionOfType(OutboxUnavailableException.class)
                    .isThrownBy(() -> call.accept(unreachableRecords())));
  }

  @Test
  void lookingWhetherItTakesWritesAddsNothing() {
    assertThat(outbox().takesWrites()).isTrue();

    assertThat(outbox().backlog()).isEmpty();
  }

  @Test
  void whatAMethodChangedIsThereForEveryInstanceOnceItReturns() {
    List<EventId> ids = enqueueMany(ALICE, 3);
    assertThat(inTurn(anotherInstance(), ALICE, ids)).isEqualTo(ids);

    confirm(ALICE, ids.subList(0, 1));
    assertThat(inTurn(anotherInstance(), ALICE, ids)).isEqualTo(ids.subList(1, 3));

    outbox().fail(ALICE, ids.get(1), "refused");
    assertThat(requeue(ids)).isEqualTo(1);
  }

  @Test
  void manyThreadsOfManyInstancesLoseNothing() {
    List<Outbox> instances = List.of(outbox(), anotherInstance());

    List<List<EventId>> ids =
        Race.run(
            8,
            thread ->
                () ->
                    IntStream.range(0, 25)
                        .mapToObj(i -> store(tenantOf(thread), thread * 100 + i))
                        .map(delivery -> instances.get(thread % 2).enqueue(delivery).id())
                        .toList());

    List<EventId> alices = flattened(ids, ALICE);
    assertThat(pendingIds(ALICE)).isEqualTo(alices).hasSize(100);
    assertThat(pendingIds(BOB)).isEqualTo(flattened(ids, BOB)).hasSize(100);
  }

  @Test
  void ofManyWhoEnqueueOneWriteTogetherOneAddsIt() {
    List<Outbox> instances = List.of(outbox(), anotherInstance());

    List<Enqueued> enqueued =
        Race.run(8, thread -> () -> instances.get(thread % 2).enqueue(store(ALICE, 1)));

    assertThat(enqueued).filteredOn(Enqueued::added).hasSize(1);
    assertThat(enqueued).extracting(Enqueued::id).containsOnly(pendingIds(ALICE).get(0));
  }

  private static TenantId tenantOf(int thread) {
    return thread < 4 ? ALICE : BOB;
  }

  private static List<EventId> flattened(List<List<EventId>> ids, TenantId tenant) {
    List<EventId> all = new ArrayList<>();
    for (int thread = 0; thread < ids.size(); thread++) {
      if (tenantOf(thread).equals(tenant)) {
        all.addAll(ids.get(thread));
      }
    }
    return all.stream().sorted().toList();
  }
}
