package io.soma.memory.testkit.fake;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A memory service in memory: it confirms every write, keeps tenants apart, honours idempotency
 * keys, and follows the test's script. Thread safe.
 *
 * <p>Scripts hold for writes and reads alike. A call takes effect if and only if its scripted
 * result is answered. A tenant's script goes before the common one.
 */
public final class FakeMemoryService implements MemoryService {

  private final Map<TenantId, Script> scripts = new ConcurrentHashMap<>();
  private final Memories memories = new Memories();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final List<Duration> timeouts = new CopyOnWriteArrayList<>();
  private final List<ReadContext> reads = new CopyOnWriteArrayList<>();
  private volatile ScriptedStep everybody = ScriptedStep.of(ServiceResults.CONFIRMED);
  private volatile ServiceHealth health = new ServiceHealth(true, "kv_store: true");

  /** Every call of the tenant gets this answer from now on. */
  public void answer(TenantId tenant, CallResult<WriteConfirmation> result) {
    script(tenant).standing(result);
  }

  /** The tenant's next calls get these answers, behind those that were announced before. */
  @SafeVarargs
  public final void answerNext(TenantId tenant, CallResult<WriteConfirmation>... results) {
    for (CallResult<WriteConfirmation> result : results) {
      script(tenant).next(ScriptedStep.of(result));
    }
  }

  /** Every call of the tenant about this coordinate gets this answer: a poisonous record. */
  public void answerAt(
      TenantId tenant, Coordinate coordinate, CallResult<WriteConfirmation> result) {
    script(tenant).at(coordinate, result);
  }

  /** Every call of a tenant without a script gets this answer from now on: an outage. */
  public void answerEverybody(CallResult<WriteConfirmation> result) {
    everybody = ScriptedStep.of(result);
  }

  /** The tenant's next write takes effect, and its answer is lost. */
  public void loseNextAnswer(TenantId tenant) {
    script(tenant).next(new ScriptedStep(ServiceResults.noAnswer("the answer was lost"), true));
  }

  /**
   * The tenant's calls hang from now on, each until the hang ends or its timeout, in real time, is
   * over. Their results afterwards are drawn from the script.
   */
  public Hang hang(TenantId tenant) {
    return script(tenant).hang();
  }

  /** Drops the tenant's script and lets its hanging calls go on. */
  public void recover(TenantId tenant) {
    script(tenant).clear();
  }

  /** Drops every script and confirms everything again. */
  public void recover() {
    everybody = ScriptedStep.of(ServiceResults.CONFIRMED);
    scripts.values().forEach(Script::clear);
  }

  /** Sets the result of {@link #health(Duration)} from now on; accepts writes by default. */
  public void health(ServiceHealth health) {
    this.health = health;
  }

  /** Every write that arrived, in order, with any result. */
  public List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /** The tenant's writes that arrived, in order, with any result. */
  public List<Delivery> deliveries(TenantId tenant) {
    return deliveries.stream().filter(each -> each.tenant().equals(tenant)).toList();
  }

  /** How long each write that arrived was given, in order. */
  public List<Duration> timeouts() {
    return List.copyOf(timeouts);
  }

  /** The context of each read, in order. */
  public List<ReadContext> reads() {
    return List.copyOf(reads);
  }

  /** Every write that took effect, in order; one that came twice is here once. */
  public List<Delivery> effects() {
    return memories.effects();
  }

  /** The tenant's writes that took effect, in order; one that came twice is here once. */
  public List<Delivery> effects(TenantId tenant) {
    return memories.effects().stream().filter(each -> each.tenant().equals(tenant)).toList();
  }

  /** The tenant's memories, in the order in which each first came. */
  public List<Memory> memories(TenantId tenant) {
    return memories.of(tenant);
  }

  /** The tenant's memory at a coordinate. */
  public @Nullable Memory memory(TenantId tenant, Coordinate coordinate) {
    return memories.fetch(tenant, coordinate);
  }

  @Override
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    timeouts.add(timeout);
    deliveries.add(delivery);
    ScriptedStep step = meet(delivery.tenant(), delivery.coordinate(), timeout);
    boolean absent = step.takesEffect() && memories.apply(delivery);
    return absent ? step.result().map(confirmation -> WriteConfirmation.ABSENT) : step.result();
  }

  @Override
  public CallResult<Optional<Memory>> fetch(
      ReadContext context, Coordinate coordinate, Duration timeout) {
    reads.add(context);
    TenantId tenant = context.namespace().tenant();
    CallResult<Optional<Memory>> read =
        meet(tenant, coordinate, timeout)
            .reading(() -> Optional.ofNullable(memories.fetch(tenant, coordinate)));
    return read.answer().filter(Optional::isEmpty).isPresent()
        ? new CallResult.Answered<>(Optional.empty(), "404")
        : read;
  }

  @Override
  public CallResult<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    reads.add(context);
    return meet(context.namespace().tenant(), null, timeout).reading(() -> memories.recall(query));
  }

  @Override
  public CallResult<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    reads.add(context);
    TenantId tenant = context.namespace().tenant();
    return meet(tenant, coordinate, timeout)
        .reading(() -> memories.neighbors(tenant, coordinate, query));
  }

  @Override
  public CallResult<Optional<LinkPath>> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    reads.add(context);
    TenantId tenant = context.namespace().tenant();
    return meet(tenant, from, timeout)
        .reading(() -> Optional.ofNullable(memories.path(tenant, from, to, query)));
  }

  @Override
  public ServiceHealth health(Duration timeout) {
    return health;
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    if (!health.acceptsWrites()) {
      return Optional.empty();
    }
    return Optional.of(
        new StatusPage(
            switch (kind) {
              case STORES -> Map.of("kv_store", true, "vector_store", true, "graph_store", true);
              case HEALTH -> Map.of("healthy", true, "status", "healthy");
              case COUNTS -> Map.of("total_memories", memories.count());
            }));
  }

  private ScriptedStep meet(TenantId tenant, @Nullable Coordinate coordinate, Duration timeout) {
    Script script = script(tenant);
    Hang hang = script.currentHang();
    try {
      if (hang != null && !hang.sitOut(timeout)) {
        return ScriptedStep.of(ServiceResults.noAnswer("no answer within " + timeout));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ScriptedStep.of(ServiceResults.noAnswer("interrupted"));
    }
    ScriptedStep step = script.draw(coordinate);
    return step != null ? step : everybody;
  }

  private Script script(TenantId tenant) {
    return scripts.computeIfAbsent(tenant, unused -> new Script());
  }
}
