package io.soma.memory.app.servers;

import static io.soma.memory.app.servers.Deployment.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.deployment.OutboxTables;
import io.soma.memory.app.usecase.check.Finding;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Embedders before a memory service that mixes tenants. */
class SharedTenancyTest {

  private static final Namespace ALICE = Namespace.of("memory:alice");
  private static final Namespace BOB = Namespace.of("memory:bob");
  private static final MemoryAddress HERE = at("1,2");
  private static final MemoryAddress THERE = at("3,4");

  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private final String dsn = EmbeddedPostgresServer.shared().createDatabase();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void keepsDirectWritesAndReadsOfTenantsApart() {
    try (SomaMemory soma = start()) {
      tenantsAreApart(soma, WriteReceipt.Stored.class);
    }
  }

  @Test
  void keepsQueuedWritesOfTenantsApart() {
    try (SomaMemory soma = start("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack")) {
      tenantsAreApart(soma, WriteReceipt.Queued.class);
    }
  }

  @Test
  void deliversWhatWasQueuedBeforeWhereItsTenantReadsIt() {
    try (SomaMemory before =
        start("SOMABRAIN_MEMORY_TENANCY", "isolated", "SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack")) {
      service.goDown();
      before.client().write(remember(ALICE, HERE, Map.of("text", "hers")));
      before.client().write(Link.of("memory:alice", "a", "b"));
      before.client().write(remember(BOB, HERE, Map.of("text", "his")));
    }
    service.comeBack();
    forgetAddressRules();

    try (SomaMemory soma = start()) {
      drained(soma);

      assertThat(text(soma, ALICE, HERE)).contains("hers");
      assertThat(text(soma, BOB, HERE)).contains("his");
      assertThat(neighbors(soma, ALICE, MemoryAddress.key("a"))).hasSize(1);
      assertThat(neighbors(soma, BOB, MemoryAddress.key("a"))).isEmpty();
    }
  }

  @Test
  void givesTheUnmarkedOwnerWhatWasStoredBefore() {
    try (SomaMemory before = start("SOMABRAIN_MEMORY_TENANCY", "isolated")) {
      before.client().write(remember(ALICE, HERE, Map.of("text", "old", "soma_owner", "bob")));
    }
    forgetAddressRules();
    try (SomaMemory soma = start("SOMABRAIN_MEMORY_UNMARKED_OWNER", "alice")) {
      assertThat(text(soma, BOB, HERE)).isEmpty();
      forget(soma, BOB, HERE);
      soma.client().write(remember(BOB, HERE, Map.of("text", "his")));

      assertThat(fetch(soma, ALICE, HERE).orElseThrow().payload())
          .containsEntry("text", "old")
          .containsEntry("soma_owner", "bob");
      soma.client().write(remember(ALICE, HERE, Map.of("text", "new")));
    }
    assertThat(service.memory(ScriptableMemoryService.PINNED_TENANT, "1,2").orElseThrow().payload())
        .contains("\"text\":\"new\"")
        .doesNotContain("soma_owner");
  }

  @Test
  void hashesKeysOfTheUnmarkedOwnerAloneUnderTheRealUniverse() {
    try (SomaMemory soma =
        start("SOMABRAIN_MEMORY_UNMARKED_OWNER", "alice", "SOMABRAIN_MEMORY_UNIVERSE", "real")) {
      Coordinate hers = write(soma, "memory:alice").coordinate();
      Coordinate his = write(soma, "memory:bob").coordinate();

      assertThat(hers.text())
          .isEqualTo("-0.12503166683018208,-0.7219827054068446,0.24664257746189833");
      assertThat(his).isNotEqualTo(hers);
      assertThat(service.memory(ScriptableMemoryService.PINNED_TENANT, hers.text())).isPresent();
      assertThat(service.memory(ScriptableMemoryService.PINNED_TENANT, his.text())).isEmpty();
    }
  }

  @Test
  void refusesToStartWithOtherAddressesThanThoseOfTheOutbox() {
    try (SomaMemory soma = start("SOMABRAIN_MEMORY_UNMARKED_OWNER", "alice")) {
      assertThatThrownBy(() -> start("SOMABRAIN_MEMORY_TENANCY", "isolated"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("(SOMABRAIN_POSTGRES_DSN)")
          .hasMessageContaining("by tenancy=shared, unmarked owner=alice, universe=tenant, and")
          .hasMessageContaining("by tenancy=isolated, universe=tenant,")
          .hasMessageContaining("./soma outbox new-addresses");
      write(soma, "memory:alice");
    }
    // A restart needs no order, and a change does although nobody uses the outbox.
    start("SOMABRAIN_MEMORY_UNMARKED_OWNER", "alice").close();
    assertThatThrownBy(this::start).isInstanceOf(ConfigurationException.class);

    forgetAddressRules();
    start().close();
  }

  @Test
  void theCheckFindsOtherAddressesThanThoseOfTheOutbox() {
    start("SOMABRAIN_MEMORY_TENANCY", "isolated").close();

    assertThat(check())
        .filteredOn(finding -> finding.level() == Finding.Level.RED)
        .extracting(Finding::said)
        .singleElement(STRING)
        .contains("tenancy=isolated, universe=tenant", "tenancy=shared, unmarked owner=none");
    forgetAddressRules();
    assertThat(check()).extracting(Finding::level).doesNotContain(Finding.Level.RED);
  }

  @Test
  void refusesACoordinateThatTheServiceWouldNotTakeBeforeItIsQueued() {
    MemoryAddress longest = at("1.5,".repeat(127) + "1.5");
    try (SomaMemory soma = start("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack")) {
      assertThatThrownBy(() -> soma.client().write(remember(ALICE, longest, Map.of())))
          .isInstanceOf(InvalidWriteException.class)
          .hasMessageContaining("keep tenants apart");
      assertThat(soma.health().unconfirmed(ALICE.tenant())).isZero();
    }
  }

  private void tenantsAreApart(SomaMemory soma, Class<? extends WriteReceipt> receipt) {
    assertThat(soma.client().write(remember(ALICE, HERE, Map.of("text", "hers"))))
        .isInstanceOf(receipt)
        .extracting(WriteReceipt::coordinate)
        .isEqualTo(HERE.coordinate());
    soma.client().write(remember(ALICE, THERE, Map.of("text", "hers")));
    soma.client().write(link(ALICE));
    drained(soma);

    assertThat(text(soma, BOB, HERE)).isEmpty();
    assertThat(soma.client().recall(RecallQuery.of(BOB.value(), "hers"))).isEmpty();
    assertThat(neighbors(soma, BOB, HERE)).isEmpty();
    assertThat(soma.client().path(BOB, HERE, THERE, PathQuery.UP_TO_TEN)).isEmpty();
    forget(soma, BOB, THERE);
    soma.client().write(remember(BOB, HERE, Map.of("text", "his")));
    drained(soma);

    assertThat(text(soma, ALICE, HERE)).contains("hers");
    assertThat(text(soma, ALICE, THERE)).contains("hers");
    assertThat(text(soma, BOB, HERE)).contains("his");
    assertThat(soma.client().recall(RecallQuery.of(ALICE.value(), "hers")))
        .extracting(Memory::coordinate)
        .containsExactlyInAnyOrder("1.0,2.0", "3.0,4.0");
    assertThat(neighbors(soma, ALICE, HERE))
        .extracting(Neighbor::coordinate)
        .containsExactly("3.0,4.0");
    assertThat(
            soma.client().path(ALICE, HERE, THERE, PathQuery.UP_TO_TEN).orElseThrow().coordinates())
        .containsExactly("1.0,2.0", "3.0,4.0");
  }

  private SomaMemory start(String... variables) {
    SomaMemory soma = Deployment.start(service, dsn, variables);
    service.separatesTenants(false);
    return soma;
  }

  private List<Finding> check() {
    return new io.soma.memory.app.deployment.Deployment(
            MemoryConfig.from(Deployment.environment(service, dsn)))
        .check();
  }

  private void forgetAddressRules() {
    List<String> unused =
        new OutboxTables(Map.of("SOMABRAIN_POSTGRES_DSN", dsn)).forgetAddressRules();
  }

  private static void drained(SomaMemory soma) {
    for (Namespace tenant : List.of(ALICE, BOB)) {
      await(() -> soma.health().unconfirmed(tenant.tenant()) == 0);
    }
  }

  private static MemoryAddress at(String coordinate) {
    return MemoryAddress.at(NumericCoordinates.parse(coordinate));
  }

  private static Remember remember(
      Namespace namespace, MemoryAddress address, Map<String, ?> payload) {
    return new Remember(
        namespace, address, Payload.of(payload), MemoryType.EPISODIC, WriteOptions.NONE);
  }

  private static WriteReceipt write(SomaMemory soma, String namespace) {
    return soma.client().remember(Remember.of(namespace, "hello", Map.of()));
  }

  private static void forget(SomaMemory soma, Namespace namespace, MemoryAddress address) {
    WriteReceipt unused = soma.client().write(new Forget(namespace, address, WriteOptions.NONE));
  }

  private static Link link(Namespace namespace) {
    return new Link(
        namespace, HERE, THERE, "related", 1.0, Payload.of(Map.of()), WriteOptions.NONE);
  }

  private static Optional<Memory> fetch(
      SomaMemory soma, Namespace namespace, MemoryAddress address) {
    return soma.client().fetch(namespace, address);
  }

  private static Optional<Object> text(
      SomaMemory soma, Namespace namespace, MemoryAddress address) {
    return fetch(soma, namespace, address).map(memory -> memory.payload().get("text"));
  }

  private static List<Neighbor> neighbors(
      SomaMemory soma, Namespace namespace, MemoryAddress address) {
    return soma.client().neighbors(namespace, address, NeighborQuery.FIRST_TEN);
  }
}
