package io.soma.memory.testkit.fake;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
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
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.WriteEncoder;
import io.soma.memory.testkit.contract.ReceivedCall;
import io.soma.memory.testkit.contract.RemoteMemory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The fake as its own far end, with coordinates of another kind than the default memory service's;
 * reads are noted on their way in, as the fake keeps writes only.
 */
public class FakeRemoteMemory implements RemoteMemory, MemoryService {

  private static final CallResult<WriteConfirmation> OVERLONG =
      ServiceResults.failed(CallFailure.of(FailureClass.OVER_OUR_LIMITS, "200", "too much"));

  private final UrnMemories urns = new UrnMemories();
  private final FakeMemoryService fake = new FakeMemoryService();
  private final List<ReceivedCall> received = new CopyOnWriteArrayList<>();

  @Override
  public CoordinateScheme coordinates() {
    return urns;
  }

  @Override
  public WriteEncoder encoder() {
    return urns;
  }

  @Override
  public Coordinate place(int number) {
    return urns.coordinateOf(new TenantId("any"), MemoryAddress.key("place-" + number));
  }

  @Override
  public MemoryService service() {
    return this;
  }

  @Override
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    received.add(ReceivedCall.of(delivery));
    return fake.deliver(delivery, timeout);
  }

  @Override
  public CallResult<Optional<Memory>> fetch(
      ReadContext context, Coordinate coordinate, Duration timeout) {
    received.add(ReceivedCall.of(context));
    return fake.fetch(context, coordinate, timeout);
  }

  @Override
  public CallResult<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    received.add(ReceivedCall.of(context));
    return fake.recall(context, query, timeout);
  }

  @Override
  public CallResult<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    received.add(ReceivedCall.of(context));
    return fake.neighbors(context, coordinate, query, timeout);
  }

  @Override
  public CallResult<Optional<LinkPath>> path(
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
  public void refuse(TenantId tenant, String detail) {
    fake.answer(tenant, ServiceResults.refused(detail));
  }

  @Override
  public void throttle(TenantId tenant, Duration pause) {
    fake.answer(tenant, ServiceResults.tooManyCalls(pause));
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
    fake.answer(tenant, ServiceResults.noAnswer("broken off"));
  }

  @Override
  public void loseAnswers(TenantId tenant) {
    fake.loseNextAnswer(tenant);
  }

  @Override
  public void confirmAnother(TenantId tenant) {
    fake.answer(tenant, ServiceResults.unconfirmed("another coordinate"));
  }

  @Override
  public void confirmNothing(TenantId tenant) {
    fake.answer(tenant, ServiceResults.unconfirmed("an empty answer"));
  }

  @Override
  public void flood(TenantId tenant) {
    fake.answer(tenant, OVERLONG);
  }

  @Override
  public void recover(TenantId tenant) {
    fake.recover(tenant);
  }

  @Override
  public void goDown() {
    fake.answerEverybody(ServiceResults.noAnswer("not connected"));
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
