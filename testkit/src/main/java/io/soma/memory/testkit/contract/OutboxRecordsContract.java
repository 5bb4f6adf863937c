package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static io.soma.memory.testkit.contract.SampleDeliveries.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.TenantCounts;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.TenantFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators' view of the outbox, and their corrections. */
abstract class OutboxRecordsContract extends OutboxReplayHoldContract {

  private static final String STORE = WriteOperation.STORE.topic();

  @Test
  void eventsAreListedNewestFirstWithTheirWholeWrite() {
    List<EventId> ids = enqueueMany(ALICE, 4);

    List<OutboxEntry> entries = records().list(EventFilter.ALL, 2, 1);

    assertThat(idsOf(entries.stream().map(OutboxEntry::event).toList()))
        .containsExactly(ids.get(2), ids.get(1));
    assertThat(entries.get(0).event().delivery()).isEqualTo(stored(store(ALICE, 2)));
    assertThat(records().list(EventFilter.ALL, 10, 4)).isEmpty();
  }

  @Test
  void anEntrySaysHowFarItsEventHasComeAndWhyItFailed() {
    List<EventId> ids = enqueueMany(ALICE, 4);
    markSent(ALICE, ids.get(1));
    confirm(ALICE, ids.subList(2, 3));
    outbox().fail(ALICE, ids.get(3), "422 odd");
    outbox().spendAttempt(eventOf(ids.get(0)), "500 broken", 5);

    assertThat(records().list(EventFilter.ALL, 10, 0))
        .extracting(
            OutboxEntry::status,
            OutboxEntry::confirmed,
            OutboxEntry::lastError,
            entry -> entry.event().retries())
        .containsExactly(
            tuple(EventStatus.FAILED, false, "422 odd", 1),
            tuple(EventStatus.SENT, true, null, 0),
            tuple(EventStatus.SENT, false, null, 0),
            tuple(EventStatus.PENDING, false, "500 broken", 1));
  }

  @Test
  void listsWhatIsNotDeliveredAndTheOldestFirstOnRequest() {
    List<EventId> ids = enqueueMany(ALICE, 4);
    markSent(ALICE, ids.get(1));
    confirm(ALICE, ids.subList(2, 3));
    outbox().fail(ALICE, ids.get(3), "422 odd");

    assertThat(listed(new EventFilter(null, ALICE, null, true, false)))
        .containsExactly(ids.get(1), ids.get(0));
    assertThat(listed(new EventFilter(EventStatus.SENT, ALICE, null, true, false)))
        .containsExactly(ids.get(1));
    assertThat(listed(new EventFilter(null, ALICE, null, true, true)))
        .containsExactly(ids.get(0), ids.get(1));
    assertThat(listed(new EventFilter(null, ALICE, null, false, true))).isEqualTo(ids);
  }

  @Test
  void anEventIsFoundByItsId() {
    List<EventId> ids = enqueueMany(ALICE, 3);
    outbox().fail(ALICE, ids.get(1), "422 odd");

    OutboxEntry found = records().find(ids.get(1)).orElseThrow();

    assertThat(found.event().id()).isEqualTo(ids.get(1));
    assertThat(found.event().delivery()).isEqualTo(stored(store(ALICE, 1)));
    assertThat(found.status()).isEqualTo(EventStatus.FAILED);
    assertThat(found.lastError()).isEqualTo("422 odd");
    assertThat(records().find(new EventId(1_000_000_000_000L))).isEmpty();
  }

  @Test
  void aListShowsWhatPassesItsFilter() {
    EventId failed = enqueue(ALICE, 1);
    EventId sent = enqueue(ALICE, 2);
    EventId confirmed = enqueue(ALICE, 3);
    EventId pending = enqueue(ALICE, 4);
    EventId deletion = enqueueAt(ALICE, 5, 5, WriteOperation.DELETE);
    EventId bobs = enqueue(BOB, 1);
    outbox().fail(ALICE, failed, "refused");
    markSent(ALICE, sent);
    confirm(ALICE, List.of(confirmed));

    assertThat(listed(null, ALICE, null))
        .containsExactly(deletion, pending, confirmed, sent, failed);
    assertThat(listed(EventStatus.PENDING, null, null)).containsExactly(bobs, deletion, pending);
    assertThat(listed(EventStatus.SENT, null, null)).containsExactly(confirmed, sent);
    assertThat(listed(EventStatus.SENT, ALICE, null)).containsExactly(confirmed, sent);
    assertThat(listed(EventStatus.FAILED, null, null)).containsExactly(failed);
    assertThat(listed(EventStatus.PENDING, ALICE, STORE)).containsExactly(pending);
    assertThat(listed(EventStatus.PENDING, BOB, null)).containsExactly(bobs);
    assertThat(listed(null, null, "memory.delete")).containsExactly(deletion);
    assertThat(listed(null, null, "memory")).isEmpty();
    assertThat(listed(EventStatus.FAILED, BOB, null)).isEmpty();
  }

  @Test
  void everyTenantsEventsAreCounted() {
    List<EventId> alices = enqueueMany(ALICE, 6);
    markSent(ALICE, alices.get(0));
    confirm(ALICE, alices.subList(1, 3));
    outbox().fail(ALICE, alices.get(3), "refused");
    confirm(CAROL, List.of(enqueue(CAROL, 1)));
    outbox().fail(BOB, enqueue(BOB, 1), "refused");

    assertThat(records().counts())
        .containsExactly(
            new TenantCounts(ALICE, 2, 3, 1),
            new TenantCounts(BOB, 0, 0, 1),
            new TenantCounts(CAROL, 0, 1, 0));
  }

  @Test
  void aSelectionIsTheOldestOfATenantWithAStatusATopicAndATime() {
    List<EventId> ids = enqueueMany(ALICE, 5);
    EventId deletion = enqueueAt(ALICE, 6, 6, WriteOperation.DELETE);
    EventId bobs = enqueue(BOB, 1);
    ids.forEach(id -> outbox().fail(ALICE, id, "refused"));
    outbox().fail(ALICE, deletion, "refused");
    outbox().fail(BOB, bobs, "refused");
    Instant third = records().list(EventFilter.ALL, 10, 4).get(0).event().createdAt();

    assertThat(records().select(EventSelection.failed(BOB))).containsExactly(bobs);
    assertThat(selected(EventStatus.FAILED, null, null, 3)).isEqualTo(ids.subList(0, 3));
    assertThat(selected(EventStatus.FAILED, STORE, null, 10)).isEqualTo(ids);
    assertThat(selected(EventStatus.FAILED, "memory.delete", null, 10)).containsExactly(deletion);
    assertThat(selected(EventStatus.PENDING, null, null, 10)).isEmpty();
    assertThat(selected(EventStatus.FAILED, null, third, 10))
        .doesNotContain(ids.get(2), ids.get(3), deletion);
    assertThat(selected(EventStatus.FAILED, null, Instant.parse("2500-01-01T00:00:00Z"), 10))
        .hasSize(6);
  }

  @Test
  void aSelectionOfSentEventsHoldsTheConfirmedToo() {
    List<EventId> ids = enqueueMany(ALICE, 3);
    markSent(ALICE, ids.get(2));
    confirm(ALICE, ids.subList(0, 1));

    assertThat(selected(EventStatus.SENT, null, null, 10)).containsExactly(ids.get(0), ids.get(2));
  }

  @Test
  void aStandingIsWhatDecidesAboutAnEvent() {
    EventId old = enqueueAt(ALICE, 1, 7, WriteOperation.STORE);
    EventId newer = enqueueAt(ALICE, 2, 7, WriteOperation.STORE);
    EventId other = enqueueAt(ALICE, 3, 8, WriteOperation.STORE);
    outbox().fail(ALICE, old, "refused");
    confirm(ALICE, List.of(newer));

    assertThat(records().standings(List.of(other, newer, new EventId(999_999), old)))
        .extracting(
            EventStanding::id,
            EventStanding::tenant,
            EventStanding::status,
            EventStanding::confirmed,
            EventStanding::overtaken)
        .containsExactly(
            tuple(old, ALICE, EventStatus.FAILED, false, true),
            tuple(newer, ALICE, EventStatus.SENT, true, false),
            tuple(other, ALICE, EventStatus.PENDING, false, false));
    assertThat(records().standings(List.of(old)).get(0).orderingKey())
        .isEqualTo(store(ALICE, 7).orderingKey());
    assertThat(records().standings(List.of())).isEmpty();
  }

  @Test
  void onlyANewerWriteOfTheSameTenantAndAddressThatIsNotFailedOvertakes() {
    EventId confirmedBefore = enqueueAt(ALICE, 1, 7, WriteOperation.STORE);
    EventId old = enqueueAt(ALICE, 2, 7, WriteOperation.STORE);
    EventId failedLater = enqueueAt(ALICE, 3, 7, WriteOperation.STORE);
    enqueueAt(ALICE, 4, 8, WriteOperation.STORE);
    enqueueAt(BOB, 5, 7, WriteOperation.STORE);
    confirm(ALICE, List.of(confirmedBefore));
    outbox().fail(ALICE, old, "refused");
    outbox().fail(ALICE, failedLater, "refused");
    assertThat(isOvertaken(old)).isFalse();

    EventId waiting = enqueueAt(ALICE, 6, 7, WriteOperation.DELETE);
    assertThat(isOvertaken(old)).isTrue();

    markSent(ALICE, waiting);
    assertThat(isOvertaken(old)).isTrue();

    confirm(ALICE, List.of(waiting));
    assertThat(isOvertaken(old)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("pairsOfOperations")
  void aNewerWriteOvertakesWhatItWouldReplaceOrRemove(WriteOperation newer, WriteOperation older) {
    EventId waiting = enqueueAt(ALICE, 1, 6, older);
    EventId failedBefore = enqueueAt(ALICE, 2, 7, older);
    EventId failedAfter = enqueueAt(ALICE, 3, 7, older);
    EventId attempted = enqueueAt(ALICE, 4, 7, older);
    EventId failedBeside = enqueueAt(ALICE, 5, 8, older);
    outbox().fail(ALICE, waiting, "refused");
    outbox().fail(ALICE, failedBefore, "refused");
    outbox().fail(ALICE, failedBeside, "refused");

    enqueueAt(ALICE, 6, 6, newer);
    confirm(ALICE, List.of(enqueueAt(ALICE, 7, 7, newer)));
    outbox().fail(ALICE, failedAfter, "refused");
    outbox().spendAttempt(eventOf(attempted), "500", 1);
    records().overtake(new EventAddress(ALICE, keyOf(ALICE, 8)), newer);

    List<EventId> all = List.of(waiting, failedBefore, failedAfter, attempted, failedBeside);
    assertThat(records().standings(all))
        .extracting(EventStanding::overtaken)
        .containsOnly(newer.overtakes(older));
    forgetConfirmed();
    assertThat(records().standings(all))
        .extracting(EventStanding::overtaken)
        .containsOnly(newer.overtakes(older));
    assertThat(records().requeue(ALICE, all, false, Duration.ZERO))
        .isEqualTo(newer.overtakes(older) ? List.of() : all);
  }

  static Stream<Arguments> pairsOfOperations() {
    return Arrays.stream(WriteOperation.values())
        .flatMap(
            newer ->
                Arrays.stream(WriteOperation.values()).map(older -> Arguments.of(newer, older)));
  }

  @Test
  void aWriteThatIsNotInTheOutboxOvertakesTheFailedEventsOfItsAddress() {
    EventId failed = enqueueAt(ALICE, 1, 7, WriteOperation.STORE);
    EventId other = enqueueAt(ALICE, 2, 8, WriteOperation.STORE);
    EventId bobs = enqueueAt(BOB, 3, 7, WriteOperation.STORE);
    EventId waiting = enqueueAt(CAROL, 4, 7, WriteOperation.STORE);
    outbox().fail(ALICE, failed, "refused");
    outbox().fail(ALICE, other, "refused");
    outbox().fail(BOB, bobs, "refused");
    EventAddress address = new EventAddress(ALICE, store(ALICE, 7).orderingKey());
    assertThat(records().failedAddresses(10))
        .containsExactly(
            failures(ALICE, false, 7, 8), new TenantFailures(BOB, Set.of(keyOf(BOB, 7)), false));

    records().overtake(address, WriteOperation.STORE);
    records()
        .overtake(new EventAddress(CAROL, store(CAROL, 7).orderingKey()), WriteOperation.STORE);

    assertThat(isOvertaken(failed)).isTrue();
    assertThat(List.of(isOvertaken(other), isOvertaken(bobs), isOvertaken(waiting)))
        .containsOnly(false);
    assertThat(records().failedAddresses(10)).contains(failures(ALICE, false, 8)).hasSize(2);
    assertThat(records().requeue(ALICE, List.of(failed), false, Duration.ZERO)).isEmpty();
    assertThat(records().requeue(ALICE, List.of(failed), true, Duration.ZERO))
        .containsExactly(failed);
    outbox().fail(ALICE, failed, "refused");
    assertThat(isOvertaken(failed)).isTrue();
  }

  @Test
  void theFailuresOfATenantWithManyHideNoOtherTenants() {
    IntStream.range(0, 5)
        .mapToObj(i -> enqueueAt(ALICE, i, i, WriteOperation.STORE))
        .forEach(id -> outbox().fail(ALICE, id, "refused"));
    outbox().fail(BOB, enqueueAt(BOB, 9, 7, WriteOperation.STORE), "refused");

    List<TenantFailures> found = records().failedAddresses(3);

    assertThat(found).extracting(TenantFailures::tenant).containsExactly(ALICE, BOB);
    assertThat(found.get(0).addresses()).hasSize(3);
    assertThat(found).extracting(TenantFailures::hasMore).containsExactly(true, false);
  }

  @Test
  void anAddressWithTwoFailedEventsIsListedOnce() {
    outbox().fail(ALICE, enqueueAt(ALICE, 1, 7, WriteOperation.STORE), "refused");
    outbox().fail(ALICE, enqueueAt(ALICE, 2, 7, WriteOperation.STORE), "refused");

    assertThat(records().failedAddresses(10)).containsExactly(failures(ALICE, false, 7));
  }

  @Test
  void aFailedEventThatAConfirmedOneFollowedStaysOvertakenOnceThatIsGone() {
    EventId old = enqueueAt(ALICE, 1, 7, WriteOperation.STORE);
    EventId newer = enqueueAt(ALICE, 2, 7, WriteOperation.STORE);
    outbox().fail(ALICE, old, "refused");
    confirm(ALICE, List.of(newer));
    forgetConfirmed();

    assertThat(isOvertaken(old)).isTrue();
    assertThat(records().requeue(ALICE, List.of(old), false, Duration.ZERO)).isEmpty();
  }

  @Test
  void anEventThatFailsBehindAConfirmedOneStaysOvertakenOnceThatIsGone() {
    EventId old = enqueueAt(ALICE, 1, 7, WriteOperation.STORE);
    EventId attempted = enqueueAt(ALICE, 2, 8, WriteOperation.STORE);
    confirm(
        ALICE,
        List.of(
            enqueueAt(ALICE, 3, 7, WriteOperation.STORE),
            enqueueAt(ALICE, 4, 8, WriteOperation.STORE)));
    outbox().fail(ALICE, old, "refused");
    outbox().spendAttempt(eventOf(attempted), "500", 1);
    forgetConfirmed();

    assertThat(List.of(isOvertaken(old), isOvertaken(attempted))).containsOnly(true);
  }

  private static TenantFailures failures(TenantId tenant, boolean hasMore, int... addresses) {
    return new TenantFailures(
        tenant,
        IntStream.of(addresses)
            .mapToObj(address -> keyOf(tenant, address))
            .collect(Collectors.toSet()),
        hasMore);
  }

  private static OrderingKey keyOf(TenantId tenant, int address) {
    return store(tenant, address).orderingKey();
  }

  @Test
  void anOvertakenEventIsRevivedByForceOnly() {
    EventId old = enqueueAt(ALICE, 1, 7, WriteOperation.STORE);
    EventId newer = enqueueAt(ALICE, 2, 7, WriteOperation.STORE);
    EventId other = enqueueAt(ALICE, 3, 8, WriteOperation.STORE);
    outbox().fail(ALICE, old, "refused");
    confirm(ALICE, List.of(newer));
    outbox().fail(ALICE, other, "refused");

    assertThat(records().requeue(ALICE, List.of(old, newer, other), false, Duration.ZERO))
        .containsExactly(other);
    assertThat(pendingIds(ALICE)).containsExactly(other);

    assertThat(records().requeue(ALICE, List.of(old, newer, other), true, Duration.ZERO))
        .containsExactly(old, newer);
    assertThat(pendingIds(ALICE)).containsExactly(old, newer, other);
    assertThat(backlogOf(ALICE).orElseThrow().unconfirmed()).isEqualTo(3);
    assertThat(records().list(EventFilter.ALL, 10, 0))
        .extracting(OutboxEntry::lastError)
        .containsOnlyNulls();
  }

  @Test
  void anotherTenantsEventsAreNeitherRevivedNorDiscarded() {
    EventId bobs = enqueue(BOB, 1);
    outbox().fail(BOB, bobs, "refused");

    assertThat(records().requeue(ALICE, List.of(bobs), true, Duration.ZERO)).isEmpty();
    assertThat(records().discard(ALICE, List.of(bobs))).isEmpty();
    assertThat(records().counts()).containsExactly(new TenantCounts(BOB, 0, 0, 1));
    assertThat(records().failedCounts()).containsExactly(Map.entry(BOB, 1L));
  }

  @Test
  void onlyFailedEventsAreDiscardedAndTheyAreGone() {
    List<EventId> ids = enqueueMany(ALICE, 4);
    markSent(ALICE, ids.get(0));
    confirm(ALICE, ids.subList(1, 2));
    outbox().fail(ALICE, ids.get(2), "refused");

    assertThat(records().discard(ALICE, ids)).containsExactly(ids.get(2));

    assertThat(records().discard(ALICE, ids)).isEmpty();
    assertThat(records().counts()).containsExactly(new TenantCounts(ALICE, 1, 2, 0));
    assertThat(records().failedCounts()).isEmpty();
    EventId again = enqueue(ALICE, 2);
    assertThat(again).isGreaterThan(ids.get(3));
  }

  private boolean isOvertaken(EventId id) {
    return records().standings(List.of(id)).get(0).overtaken();
  }

  private List<EventId> listed(
      @Nullable EventStatus status, @Nullable TenantId tenant, @Nullable String topic) {
    return listed(new EventFilter(status, tenant, topic));
  }

  private List<EventId> listed(EventFilter filter) {
    return records().list(filter, 100, 0).stream().map(entry -> entry.event().id()).toList();
  }

  private List<EventId> selected(
      EventStatus status, @Nullable String topic, @Nullable Instant before, int limit) {
    return records().select(new EventSelection(ALICE, status, topic, before, limit));
  }
}
