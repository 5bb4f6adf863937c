package io.soma.memory.testkit.server.memory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The double of the memory service on a free loopback port: real HTTP/1.1, the answers of the real
 * service byte for byte, and faults on command. Everything can be switched while it runs, from any
 * thread.
 *
 * <p>By default it behaves like most deployments of the real one: without a vector store ({@link
 * #state}), with one tenant for all ({@link #separatesTenants}), and ignoring idempotency keys
 * ({@link #honoursIdempotencyKeys}). {@code docs/memory-service-double.md} lists the differences
 * that are left.
 */
public final class ScriptableMemoryService implements AutoCloseable {
  /** The token of {@link #start()}. */
  public static final String DEFAULT_TOKEN = "scripted-token";

  /** The tenant of everything unless the service {@linkplain #separatesTenants separates} them. */
  public static final String PINNED_TENANT = "standalone";

  private static final int RECORDED_REQUESTS = 50_000;

  private final Settings settings;
  private final EffectLog effects = new EffectLog();
  private final MemoryStore store = new MemoryStore(InstantSource.system(), effects);
  private final RequestLog requests = new RequestLog(RECORDED_REQUESTS);
  private final Traffic traffic = new Traffic();
  private final Faults faults = new Faults();
  private final Outlet outlet;

  private ScriptableMemoryService(String token) {
    settings = new Settings(token);
    outlet =
        new Outlet(new FaultingHandler(requests, traffic, faults, new Router(settings, store)));
  }

  /** Starts with {@link #DEFAULT_TOKEN}. */
  public static ScriptableMemoryService start() {
    return start(DEFAULT_TOKEN);
  }

  /** Starts; the token is the one that every guarded route wants. */
  public static ScriptableMemoryService start(String token) {
    return new ScriptableMemoryService(token);
  }

  /** The port, the same for the whole life, also while down. */
  public int port() {
    return outlet.port();
  }

  /** Without a trailing slash. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port();
  }

  /** The token that guarded routes want. */
  public String token() {
    return settings.token;
  }

  /** The faults of the service. */
  public Faults faults() {
    return faults;
  }

  /**
   * Which of the service's own servers are up from now on, {@link ServiceState#NO_VECTOR_STORE} at
   * first. The health routes tell the truth again; ends a script of {@link #health}.
   */
  public void state(ServiceState state) {
    settings.scriptedHealth = null;
    settings.state = state;
  }

  /**
   * Sets the claims of the health routes from now on, true or not; nothing else uses them. The
   * cache, which /health alone tells of, is claimed to be up if all three are.
   */
  public void health(boolean kv, boolean vector, boolean graph) {
    settings.scriptedHealth = new HealthClaims(kv, vector, graph, kv && vector && graph);
  }

  /**
   * Whether each tenant of the header X-Soma-Tenant has its own data ("default" without the
   * header). Default false, as on current servers: all tenants are one, {@link #PINNED_TENANT}.
   */
  public void separatesTenants(boolean separates) {
    settings.separatesTenants = separates;
  }

  /**
   * Whether a second write with the same tenant and X-Idempotency-Key has no effect and gets the
   * first one's answer. Default false, as on current servers.
   */
  public void honoursIdempotencyKeys(boolean honours) {
    settings.honoursIdempotencyKeys = honours;
  }

  /**
   * Stores that are refused from now on, by the JSON text of their payloads, while the service
   * takes all others; none at first. Replaces what was set before.
   */
  public void refuseStores(Function<String, Optional<StoreRefusal>> refusals) {
    settings.refusals = refusals;
  }

  /** Whether {@link #requests()} keeps the newest 50 000 requests (the default) or none. */
  public void recordRequests(boolean on) {
    recordRequests(on ? RECORDED_REQUESTS : 0);
  }

  /** How many of the newest requests {@link #requests()} keeps. */
  public void recordRequests(int newest) {
    requests.limit(newest);
  }

  /**
   * How many characters of each payload {@link #effects()} keeps from now on, all by default: for
   * hours of large writes, which would fill the memory.
   */
  public void recordPayloads(int characters) {
    effects.limitPayloads(characters);
  }

  /**
   * Whether {@link #effects()} keeps every effect from now on (the default) or none: for load
   * without end, which would fill the memory.
   */
  public void recordEffects(boolean on) {
    effects.record(on);
  }

  /** Refuses connections and resets the open ones; no request takes effect until it is back. */
  public void goDown() {
    outlet.goDown();
  }

  /**
   * Listens on the same port again, with the same data.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public void comeBack() {
    outlet.comeBack();
  }

  /** Every effect, in order. */
  public List<EffectRecord> effects() {
    return effects.all();
  }

  /** The effects on one tenant's data, in order. */
  public List<EffectRecord> effects(String tenant) {
    return effects.of(tenant);
  }

  /**
   * A memory that is not deleted, by any spelling of its coordinate.
   *
   * @throws IllegalArgumentException if it is no coordinate
   */
  public Optional<MemoryRecord> memory(String tenant, String coordinate) {
    try {
      return store.memory(tenant, CoordinateKey.parse(coordinate));
    } catch (RefusedRequest e) {
      throw new IllegalArgumentException("Not a coordinate: " + coordinate, e);
    }
  }

  /** The newest requests of all tenants, in order of arrival, as far as they are recorded. */
  public List<RequestRecord> requests() {
    return requests.all();
  }

  /** How many requests a tenant has sent, health routes and faults included, recorded or not. */
  public long requestCount(String tenant) {
    return traffic.of(tenant).arrived();
  }

  /** How many requests of a tenant are in the service now, hanging ones included. */
  public int running(String tenant) {
    return traffic.of(tenant).running();
  }

  /**
   * The most requests of a tenant that were ever in the service together. One that hangs and was
   * abandoned counts until its close is noticed.
   */
  public int concurrentPeak(String tenant) {
    return traffic.of(tenant).peak();
  }

  /** Ends everything: no thread and no port is left. Idempotent. */
  @Override
  public void close() {
    outlet.close();
  }
}
