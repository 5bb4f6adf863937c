package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.http.coordinate.CoordinateScoping;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.memory.ServiceState;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a service that mixes tenants, as the real one does. */
class TenantScopedMemoryServiceTest {

  private static final Duration AMPLE = Duration.ofMinutes(2);
  private static final Coordinate HERE = new Coordinate("1.0,2.0,3.0");

  private final TenantCalls alice = TenantCalls.of("alice");
  private final TenantCalls bob = TenantCalls.of("bob");
  private final ScriptableMemoryService server = ScriptableMemoryService.start();
  private final RetrofitMemoryService raw =
      RetrofitMemoryService.create(HttpConfig.of(server.baseUrl(), server.token()));
  private final MemoryService shared = around(new Tenancy.Shared(null));
  private final MemoryService owned = around(new Tenancy.Shared(new TenantId("alice")));

  @AfterEach
  void close() {
    raw.close();
    server.close();
  }

  @Test
  void isTheServiceItselfWhereThatKeepsTenantsApart() {
    assertThat(around(new Tenancy.Isolated())).isSameAs(raw);
  }

  @Test
  void givesEachTenantItsOwnMemoryAtOneCoordinate() {
    stored(shared.deliver(alice.store(HERE, Map.of("text", "hers", "soma_owner", 1)), AMPLE));
    stored(shared.deliver(bob.store(HERE, Map.of("text", "his")), AMPLE));

    assertThat(payload(shared, alice)).isEqualTo(Map.of("text", "hers", "soma_owner", 1));
    assertThat(payload(shared, bob)).isEqualTo(Map.of("text", "his"));
  }

  @Test
  void deletesNothingOfAnotherTenant() {
    stored(shared.deliver(alice.store(HERE, Map.of("text", "hers")), AMPLE));

    CallResult<WriteConfirmation> result = shared.deliver(bob.delete(HERE), AMPLE);

    assertThat(result.answer()).contains(WriteConfirmation.ABSENT);
    assertThat(payload(shared, alice)).isEqualTo(Map.of("text", "hers"));
  }

  @Test
  void givesTheOwnerWhatWasStoredBeforeInPlace() {
    stored(raw.deliver(bob.store(HERE, Map.of("text", "old", "soma_owner", "bob")), AMPLE));

    assertThat(fetch(owned, bob).answer()).contains(Optional.empty());
    assertThat(payload(owned, alice)).isEqualTo(Map.of("text", "old", "soma_owner", "bob"));
    assertThat(fetch(shared, alice).answer()).contains(Optional.empty());
    stored(owned.deliver(alice.store(HERE, Map.of("text", "new")), AMPLE));
    assertThat(payload(raw, bob)).isEqualTo(Map.of("text", "new"));
  }

  @Test
  void asksForAWriteWhereItSendsIt() {
    List<Delivery> asked = new ArrayList<>();
    List<Delivery> sent = new ArrayList<>();
    MemoryService scoped =
        TenantScopedMemoryService.around(
            askable(asked, sent), new Tenancy.Shared(null), MonotonicClock.SYSTEM);
    Delivery write = alice.store(HERE, Map.of("text", "hers"));

    assertThat(scoped.hasTaken(write, AMPLE).answer()).contains(true);
    scoped.deliver(write, AMPLE);

    assertThat(asked).isEqualTo(sent);
    assertThat(asked.get(0).coordinate()).isNotEqualTo(HERE);
  }

  @Test
  void hasNothingWhereNothingCanBe() {
    Coordinate longest = NumericCoordinates.parse("1.5,".repeat(127) + "1.5");

    assertThat(shared.hasTaken(alice.store(longest, Map.of()), AMPLE).answer()).contains(false);
  }

  private static MemoryService askable(List<Delivery> asked, List<Delivery> sent) {
    return (MemoryService)
        Proxy.newProxyInstance(
            MemoryService.class.getClassLoader(),
            new Class<?>[] {MemoryService.class},
            (proxy, method, arguments) -> {
              boolean asks = method.getName().equals("hasTaken");
              (asks ? asked : sent).add((Delivery) arguments[0]);
              return asks
                  ? new CallResult.Answered<>(true, "200")
                  : new CallResult.Answered<>(WriteConfirmation.DONE, "200");
            });
  }

  @Test
  void quotesCoordinatesAsTheTenantKnowsThem() {
    assertThat(fetch(shared, alice)).isEqualTo(new CallResult.Answered<>(Optional.empty(), "404"));

    server
        .faults()
        .forTenant("alice")
        .set(
            new Fault.StatusBeforeEffect(
                400,
                "no "
                    + new CoordinateScoping(new Tenancy.Shared(null))
                        .toService(alice.tenant(), HERE)));

    assertThat(Results.refusal(fetch(shared, alice)).detail()).isEqualTo("no 1.0,2.0,3.0");
    assertThat(Results.refusal(shared.deliver(alice.store(HERE, Map.of()), AMPLE)).detail())
        .isEqualTo("no 1.0,2.0,3.0");
  }

  @Test
  void refusesWhatWasQueuedWhileLongerCoordinatesWereTaken() {
    Coordinate longest = NumericCoordinates.parse("1.5,".repeat(127) + "1.5");

    CallResult<WriteConfirmation> result = shared.deliver(alice.store(longest, Map.of()), AMPLE);

    assertThat(Results.refusal(result).code()).isEqualTo("400");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_VECTOR_STORE", "ALL_UP"})
  void findsAllOfItsOwnBetweenOthersHits(ServiceState state) {
    server.state(state);
    IntStream.range(0, 30).forEach(i -> storeNote(shared, alice, i, "note"));
    IntStream.range(0, 200).forEach(i -> storeNote(shared, bob, i, "note"));

    assertThat(coordinates(recall(shared, alice, "note", 30, 0)))
        .hasSize(30)
        .doesNotHaveDuplicates();
    assertThat(coordinates(recall(shared, alice, "note", 100, 0))).hasSize(30);
    assertThat(coordinates(recall(shared, bob, "note", 150, 0))).hasSize(150);
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_VECTOR_STORE", "ALL_UP"})
  void pagesThroughItsOwnBetweenOthersHits(ServiceState state) {
    server.state(state);
    for (int i = 0; i < 60; i++) {
      storeNote(shared, i % 3 == 0 ? alice : bob, i, "note");
    }
    List<String> all = coordinates(recall(shared, alice, "note", 20, 0));

    List<String> paged =
        IntStream.range(0, 4)
            .mapToObj(page -> coordinates(recall(shared, alice, "note", 6, 6 * page)))
            .flatMap(List::stream)
            .toList();

    assertThat(all).hasSize(20);
    assertThat(paged).isEqualTo(all);
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_VECTOR_STORE", "ALL_UP"})
  void findsWhatWasStoredBeforeForItsOwnerBetweenOthersHits(ServiceState state) {
    server.state(state);
    IntStream.range(0, 10).forEach(i -> storeNote(raw, bob, i, "note"));
    IntStream.range(0, 100).forEach(i -> storeNote(owned, bob, i, "note"));

    assertThat(coordinates(recall(owned, alice, "note", 10, 0))).hasSize(10);
    assertThat(coordinates(recall(owned, alice, "note", 5, 5)))
        .isEqualTo(coordinates(recall(owned, alice, "note", 10, 0)).subList(5, 10));
    assertThat(coordinates(recall(owned, bob, "note", 200, 0))).hasSize(100);
    assertThat(coordinates(recall(shared, alice, "note", 10, 0))).isEmpty();
  }

  @Test
  void asksOnceWhereTheServiceFilters() {
    IntStream.range(0, 20).forEach(i -> storeNote(shared, bob, i, "note"));
    IntStream.range(0, 20).forEach(i -> storeNote(shared, alice, i, "note"));
    int before = server.requests().size();

    assertThat(recall(shared, bob, "note", 5, 10)).hasSize(5);

    assertThat(server.requests()).hasSize(before + 1);
  }

  @Test
  void filtersByTheCallersFieldOfTheMarksName() {
    stored(shared.deliver(alice.store(HERE, Map.of("text", "n", "soma_owner", "x")), AMPLE));
    stored(shared.deliver(alice.store(new Coordinate("4.0"), Map.of("text", "n")), AMPLE));
    RecallQuery query =
        new RecallQuery(alice.namespace(), "n", 5, 0, null, Payload.of(Map.of("soma_owner", "x")));

    List<Memory> found = shared.recall(alice.read(), query, AMPLE).answer().orElseThrow();

    assertThat(found)
        .singleElement()
        .satisfies(
            memory -> {
              assertThat(memory.coordinate()).isEqualTo(HERE.text());
              assertThat(memory.payload()).isEqualTo(Map.of("text", "n", "soma_owner", "x"));
            });
  }

  @Test
  void findsItsOwnBehindOthersHitsThatAreTooLargeToBeRead() {
    server.state(ServiceState.ALL_UP);
    String large = "x".repeat(900_000);
    for (int i = 0; i < 12; i++) {
      Map<String, Object> note = Map.of("text", "note", "blob", large);
      stored(shared.deliver(bob.store(NumericCoordinates.of(i), note), AMPLE));
    }
    storeNote(shared, alice, 1, "other");

    assertThat(coordinates(recall(shared, alice, "note", 20, 0))).containsExactly("1.0");
  }

  @Test
  void isOverOurLimitsIfItsOwnHitsAre() {
    String large = "x".repeat(900_000);
    for (int i = 0; i < 12; i++) {
      Map<String, Object> note = Map.of("text", "note", "blob", large);
      stored(shared.deliver(alice.store(NumericCoordinates.of(i), note), AMPLE));
    }
    RecallQuery query =
        new RecallQuery(alice.namespace(), "note", 12, 0, null, Payload.of(Map.of()));

    assertThat(Results.reason(shared.recall(alice.read(), query, AMPLE)).kind())
        .isEqualTo(FailureClass.OVER_OUR_LIMITS);
  }

  private MemoryService around(Tenancy tenancy) {
    return TenantScopedMemoryService.around(raw, tenancy, MonotonicClock.SYSTEM);
  }

  private static void storeNote(MemoryService service, TenantCalls tenant, int i, String text) {
    stored(
        service.deliver(
            tenant.store(NumericCoordinates.of(i), Map.of("text", text, "n", i)), AMPLE));
  }

  private static CallResult<Optional<Memory>> fetch(MemoryService service, TenantCalls tenant) {
    return service.fetch(tenant.read(), HERE, AMPLE);
  }

  private static Map<String, Object> payload(MemoryService service, TenantCalls tenant) {
    Memory memory = fetch(service, tenant).answer().orElseThrow().orElseThrow();
    assertThat(memory.coordinate()).isEqualTo(HERE.text());
    return memory.payload();
  }

  private static List<Memory> recall(
      MemoryService service, TenantCalls tenant, String text, int topK, int offset) {
    RecallQuery query =
        new RecallQuery(tenant.namespace(), text, topK, offset, null, Payload.of(Map.of()));
    return service.recall(tenant.read(), query, AMPLE).answer().orElseThrow();
  }

  private static List<String> coordinates(List<Memory> memories) {
    return memories.stream().map(Memory::coordinate).toList();
  }

  private static void stored(CallResult<WriteConfirmation> result) {
    assertThat(result.isAnswered()).isTrue();
  }
}
