package io.soma.memory.http;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.http.coordinate.CoordinateScoping;
import io.soma.memory.http.coordinate.NumericCoordinateScheme;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.http.coordinate.UniverseRule;
import io.soma.memory.http.write.JsonWriteEncoder;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.WriteEncoder;
import io.soma.memory.testkit.contract.ReceivedCall;
import io.soma.memory.testkit.contract.RemoteMemory;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.RequestRecord;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.time.Duration;
import java.util.List;

/** The HTTP adapter against a scriptable memory service on a real port. */
final class ScriptedRemoteMemory implements RemoteMemory {

  private static final long FLOOD = 100L << 20;

  private final Tenancy tenancy;
  private final NumericCoordinateScheme scheme;
  private final ScriptableMemoryService server;
  private final ScriptableMemoryService elsewhere;
  private final RetrofitMemoryService service;

  /** A server that keeps tenants apart. */
  ScriptedRemoteMemory() {
    this(new Tenancy.Isolated());
  }

  /** A server that keeps tenants apart if it is set to. */
  ScriptedRemoteMemory(Tenancy tenancy) {
    this.tenancy = tenancy;
    this.scheme = new NumericCoordinateScheme(tenancy, UniverseRule.TENANT);
    this.server = startServer();
    this.elsewhere = startServer();
    this.service = RetrofitMemoryService.create(HttpConfig.of(server.baseUrl(), server.token()));
  }

  /** One that handles tenants, keys and health as the contract demands. */
  private ScriptableMemoryService startServer() {
    ScriptableMemoryService server = ScriptableMemoryService.start();
    server.separatesTenants(tenancy instanceof Tenancy.Isolated);
    server.honoursIdempotencyKeys(true);
    server.health(true, true, true);
    return server;
  }

  @Override
  public MemoryService service() {
    return TenantScopedMemoryService.around(service, tenancy, MonotonicClock.SYSTEM);
  }

  @Override
  public CoordinateScheme coordinates() {
    return scheme;
  }

  @Override
  public WriteEncoder encoder() {
    return new JsonWriteEncoder(scheme);
  }

  /** Spelled in each way that a server could stumble over. */
  @Override
  public Coordinate place(int number) {
    return NumericCoordinates.of(number, 1e+16 + 2 * number, -3.839656710624695e-05);
  }

  @Override
  public void refuse(TenantId tenant, String detail) {
    set(tenant, new Fault.StatusBeforeEffect(413, detail));
  }

  @Override
  public void throttle(TenantId tenant, Duration pause) {
    throttle(tenant, 503, pause);
  }

  /** Answers this status and asks for a pause. */
  void throttle(TenantId tenant, int status, Duration retryAfter) {
    set(tenant, new Fault.Throttle(status, Long.toString(retryAfter.toSeconds())));
  }

  /** Answers this status and points to a place that would confirm everything. */
  void redirect(TenantId tenant, int status) {
    set(tenant, new Fault.Redirect(status, elsewhere.baseUrl() + "/memories"));
  }

  @Override
  public void hang(TenantId tenant) {
    set(tenant, new Fault.Hang());
  }

  @Override
  public void drip(TenantId tenant) {
    set(tenant, new Fault.Drip(1, Duration.ofMillis(20)));
  }

  @Override
  public void breakOff(TenantId tenant) {
    set(tenant, new Fault.ResetBeforeEffect());
  }

  @Override
  public void loseAnswers(TenantId tenant) {
    set(tenant, new Fault.ResetAfterEffect());
  }

  @Override
  public void confirmAnother(TenantId tenant) {
    set(tenant, new Fault.WrongCoordinate());
  }

  @Override
  public void confirmNothing(TenantId tenant) {
    set(tenant, new Fault.EmptyBody());
  }

  @Override
  public void flood(TenantId tenant) {
    set(tenant, new Fault.HugeBody(FLOOD));
  }

  @Override
  public void recover(TenantId tenant) {
    server.faults().forTenant(tenant.value()).clear();
  }

  @Override
  public void goDown() {
    server.goDown();
  }

  @Override
  public void health(boolean keyValueStore, boolean otherStores) {
    server.health(keyValueStore, otherStores, otherStores);
  }

  @Override
  public List<ReceivedCall> received(TenantId tenant) {
    return server.requests().stream()
        .filter(request -> request.tenant().equals(tenant.value()))
        .map(ScriptedRemoteMemory::received)
        .toList();
  }

  @Override
  public int effects(TenantId tenant) {
    long here =
        tenancy instanceof Tenancy.Isolated
            ? server.effects(tenant.value()).size()
            : server.effects().stream().filter(effect -> isOf(tenant, effect)).count();
    return (int) here + elsewhere.effects().size();
  }

  private boolean isOf(TenantId tenant, EffectRecord effect) {
    return new CoordinateScoping(tenancy)
        .toVisible(tenant, NumericCoordinates.parse(effect.coordinate()))
        .isPresent();
  }

  @Override
  public void close() {
    service.close();
    server.close();
    elsewhere.close();
  }

  private void set(TenantId tenant, Fault fault) {
    server.faults().forTenant(tenant.value()).set(fault);
  }

  private static ReceivedCall received(RequestRecord request) {
    return new ReceivedCall(
        request.tenant(),
        request.headers().first("X-Soma-Namespace").orElse(""),
        request.headers().first("X-Request-ID").orElse(""),
        request.headers().first("X-Idempotency-Key").orElse(null),
        request.headers().first("traceparent").orElse(null));
  }
}
