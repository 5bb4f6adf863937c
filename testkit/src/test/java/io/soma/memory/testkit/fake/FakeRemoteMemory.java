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
import io.soma.memory.testkit.contract.ReceivedCall;
import io.soma.memory.testkit.contract.RemoteMemory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The fake as its own far end; reads are noted on their way in, as the fake keeps writes only. */
final class FakeRemoteMemory implements RemoteMemory, MemoryService {

  private final FakeMemoryService fake = new FakeMemoryService();
  private final List<ReceivedCall> received = new CopyOnWriteArrayList<>();

  @Override
  public MemoryService service() {
    return this;
  }

  @Override
  public Answer deliver(Delivery delivery, Duration timeout) {
    received.add(ReceivedCall.of(delivery));
    return fake.deliver(delivery, timeout);
  }

  @Override
  public ReadAnswer<Memory> fetch(ReadContext context, Coordinate coordinate, Duration timeout) {
    received.add(ReceivedCall.of(context));
    return fake.fetch(context, coordinate, timeout);
  }

  @Override
  public ReadAnswer<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    received.add(ReceivedCall.of(context));
    return fake.recall(context, query, timeout);
  }

  @Override
  public ReadAnswer<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    received.add(ReceivedCall.of(context));
    return fake.neighbors(context, coordinate, query, timeout);
  }

  @Override
  public ReadAnswer<LinkPath> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    received.add(ReceivedCall.of(context));
    return fake.path(context, from, to, query, timeout);
  }

  @Override
  public ServiceHealth health(Duration timeout) {
    return fake.health(timeout);
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    return fake.statusPage(kind, timeout);
  }

  @Override
  public void refuse(TenantId tenant, int status, String detail) {
    fake.answer(tenant, new Answered(status, false, null, detail));
  }

  @Override
  public void throttle(TenantId tenant, int status, Duration retryAfter) {
    fake.answer(tenant, new Answered(status, false, retryAfter, "wait"));
  }

  @Override
  public void redirect(TenantId tenant, int status) {
    refuse(tenant, status, "elsewhere");
  }

  @Override
  public void hang(TenantId tenant) {
    fake.hang(tenant);
  }

  @Override
  public void drip(TenantId tenant) {
    fake.hang(tenant);
  }

  @Override
  public void breakOff(TenantId tenant) {
    fake.answer(tenant, new Unanswered("broken off"));
  }

  @Override
  public void loseAnswers(TenantId tenant) {
    fake.loseNextAnswer(tenant);
  }

  @Override
  public void confirmAnother(TenantId tenant) {
    refuse(tenant, 200, "another coordinate");
  }

  @Override
  public void confirmNothing(TenantId tenant) {
    refuse(tenant, 200, "an empty body");
  }

  @Override
  public void flood(TenantId tenant) {
    refuse(tenant, 200, "too much");
  }

  @Override
  public void recover(TenantId tenant) {
    fake.recover(tenant);
  }

  @Override
  public void goDown() {
    fake.answerEverybody(new Unanswered("not connected"));
    fake.health(new ServiceHealth(false, "not connected"));
  }

  @Override
  public void health(boolean keyValueStore, boolean otherStores) {
    fake.health(new ServiceHealth(keyValueStore, "kv_store: " + keyValueStore));
  }

  @Override
  public List<ReceivedCall> received(TenantId tenant) {
    return received.stream().filter(call -> call.tenant().equals(tenant.value())).toList();
  }

  @Override
  public int effects(TenantId tenant) {
    return fake.effects(tenant).size();
  }

  @Override
  public void close() {
    fake.recover();
  }
}
