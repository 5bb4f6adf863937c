package io.soma.memory.testkit.fake;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.routing.Answer.Unanswered;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.ReadAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A memory service in memory: it confirms every write, keeps tenants apart, honours idempotency
 * keys, and does what a test scripts. Thread safe.
 *
 * <p>Scripts hold for writes and reads alike. A scripted answer takes effect if and only if it is
 * confirmed. A tenant's script goes before the one for everybody.
 */
public final class FakeMemoryService implements MemoryService {

  /** What an unscripted call gets. */
  public static final Answer CONFIRMED = new Answered(200, true, null, "");

  private final Map<TenantId, Script> scripts = new ConcurrentHashMap<>();
  private final Memories memories = new Memories();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final List<Duration> timeouts = new CopyOnWriteArrayList<>();
  private final List<ReadContext> reads = new CopyOnWriteArrayList<>();
  private volatile Step everybody = Step.of(CONFIRMED);
  private volatile ServiceHealth health = new ServiceHealth(true, "kv_store: true");

  /** Every call of the tenant gets this answer from now on. */
  public void answer(TenantId tenant, Answer answer) {
    script(tenant).standing(answer);
  }

  /** The tenant's next calls get these answers, behind those that were announced before. */
  public void answerNext(TenantId tenant, Answer... answers) {
    for (Answer answer : answers) {
      script(tenant).next(Step.of(answer));
    }
  }

  /** Every call of the tenant about this coordinate gets this answer: a poisonous record. */
  public void answerAt(TenantId tenant, Coordinate coordinate, Answer answer) {
    script(tenant).at(coordinate, answer);
  }

  /** Every call of a tenant without a script gets this answer from now on: an outage. */
  public void answerEverybody(Answer answer) {
    everybody = Step.of(answer);
  }

  /** The tenant's next write takes effect, and its answer is lost. */
  public void loseNextAnswer(TenantId tenant) {
    script(tenant).next(new Step(new Unanswered("the answer was lost"), true));
  }

  /**
   * The tenant's calls hang from now on, each until the hang ends or its timeout, in real time, is
   * over. What they meet afterwards is drawn from the script.
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
    everybody = Step.of(CONFIRMED);
    scripts.values().forEach(Script::clear);
  }

  /** What {@link #health(Duration)} says from now on; accepts writes by default. */
  public void health(ServiceHealth health) {
    this.health = health;
  }

  /** Every write that arrived, in order, whatever became of it. */
  public List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /** The tenant's writes that arrived, in order, whatever became of them. */
  public List<Delivery> deliveries(TenantId tenant) {
    return deliveries.stream().filter(each -> each.tenant().equals(tenant)).toList();
  }

  /** How long each write that arrived was given, in order. */
  public List<Duration> timeouts() {
    return List.copyOf(timeouts);
  }

  /** On whose behalf each read was made, in order. */
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

  /** What the tenant has at a coordinate. */
  public @Nullable Memory memory(TenantId tenant, Coordinate coordinate) {
    return memories.fetch(tenant, coordinate);
  }

  @Override
  public Answer deliver(Delivery delivery, Duration timeout) {
    timeouts.add(timeout);
    deliveries.add(delivery);
    Step step = meet(delivery.tenant(), delivery.coordinate(), timeout);
    boolean absent = step.takesEffect() && memories.apply(delivery);
    return absent && step.answer() instanceof Answered said
        ? new Answered(said.status(), said.confirmed(), said.retryAfter(), said.detail(), true)
        : step.answer();
  }

  @Override
  public ReadAnswer<Memory> fetch(ReadContext context, Coordinate coordinate, Duration timeout) {
    reads.add(context);
    TenantId tenant = context.namespace().tenant();
    Step step = meet(tenant, coordinate, timeout);
    if (!step.takesEffect()) {
      return new ReadAnswer<>(step.answer(), null);
    }
    Memory memory = memories.fetch(tenant, coordinate);
    Answer answer =
        memory == null ? new Answered(404, false, null, "Memory not found") : step.answer();
    return new ReadAnswer<>(answer, memory);
  }

  @Override
  public ReadAnswer<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    reads.add(context);
    Step step = meet(context.namespace().tenant(), null, timeout);
    return new ReadAnswer<>(step.answer(), step.takesEffect() ? memories.recall(query) : null);
  }

  @Override
  public ReadAnswer<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    reads.add(context);
    TenantId tenant = context.namespace().tenant();
    Step step = meet(tenant, coordinate, timeout);
    return new ReadAnswer<>(
        step.answer(), step.takesEffect() ? memories.neighbors(tenant, coordinate, query) : null);
  }

  @Override
  public ReadAnswer<LinkPath> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    reads.add(context);
    TenantId tenant = context.namespace().tenant();
    Step step = meet(tenant, from, timeout);
    return new ReadAnswer<>(
        step.answer(), step.takesEffect() ? memories.path(tenant, from, to, query) : null);
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

  private Step meet(TenantId tenant, @Nullable Coordinate coordinate, Duration timeout) {
    Script script = script(tenant);
    Hang hang = script.currentHang();
    try {
      if (hang != null && !hang.sitOut(timeout)) {
        return Step.of(new Unanswered("no answer within " + timeout));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Step.of(new Unanswered("interrupted"));
    }
    Step step = script.draw(coordinate);
    return step != null ? step : everybody;
  }

  private Script script(TenantId tenant) {
    return scripts.computeIfAbsent(tenant, unused -> new Script());
  }
}
