package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.check.WriteHistory;
import io.soma.memory.sandbox.servers.ProcessSignal;
import io.soma.memory.sandbox.servers.SandboxServers;
import io.soma.memory.supervision.CloseStack;
import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import io.soma.memory.testkit.server.proxy.TcpFaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Services on one database, one broker and one memory service, each of which can fail. */
final class Deployment {

  /** The token that the gateways require. */
  static final String TOKEN = "a-token-for-this-campaign";

  /** Where the first tenant's events travel, by the settings that the services have. */
  static final String FIRST_TOPIC = "soma.memory.writes." + tenant(0);

  /** How long the standby has heard nothing that takes over without the last commits. */
  private static final long TAIL_MILLIS = 2_000;

  private final SandboxServers servers;
  private final DatabaseServers database;
  private final List<Service> services;
  private final Duration deadline;
  private final WriteHistory history;
  private final PoisonedTenants poisons = new PoisonedTenants();
  private final OutboxOperator operator;

  private Deployment(
      SandboxServers servers,
      DatabaseServers database,
      List<Service> services,
      Duration deadline,
      WriteHistory history) {
    this.servers = servers;
    this.database = database;
    this.deadline = deadline;
    this.services = List.copyOf(services);
    this.history = history;
    this.operator = new OutboxOperator(database, new AdminOrders(this.services), history);
    servers.memory().refuseStores(poisons::refusal);
  }

  /**
   * Starts all of it; the given ending closes it, also in the middle of the start.
   *
   * @param history where callers and operators note what they do
   */
  static Deployment start(ChaosOptions options, WriteHistory history, CloseStack opened)
      throws IOException, InterruptedException {
    SandboxServers servers = SandboxServers.startKillable(opened);
    DatabaseRole.create(servers.postgres());
    if (options.stepsDatabaseClock()) {
      DatabaseClock.install(servers.postgres());
    }
    options.shape().memoryService().applyTo(servers.memory());
    OlderVersion older = options.upgradeFrom();
    servers.memory().separatesTenants(older != null);
    DatabaseServers database = new DatabaseServers(servers.postgres(), servers.directory(), opened);
    List<Service> services = new ArrayList<>();
    for (int i = 0; i < options.shape().instances(); i++) {
      TcpFaultProxy way = database.way();
      Map<String, String> variables = variables(servers, way.port(), options);
      Service service = opened.with(new Service(variables, servers.directory(), way));
      if (older != null) {
        service.become(older.classPath(), RollingUpgrade.SETTINGS);
      }
      service.start();
      services.add(service);
    }
    return new Deployment(servers, database, services, options.deadline(), history);
  }

  /** The name of a tenant. */
  static String tenant(int number) {
    return "tenant-" + (number + 1);
  }

  ScriptableMemoryService memory() {
    return servers.memory();
  }

  /** The server that takes writes now. */
  EmbeddedPostgresServer postgres() {
    return database.primary();
  }

  /** All of PostgreSQL. */
  DatabaseServers database() {
    return database;
  }

  EmbeddedKafkaBroker broker() {
    return servers.kafka();
  }

  /** When a call of the services to the memory service ends, after it began. */
  Duration deadline() {
    return deadline;
  }

  List<Service> services() {
    return services;
  }

  Service service(int which) {
    return services.get(which);
  }

  /** What callers, operators and the outbox did. */
  WriteHistory history() {
    return history;
  }

  /** The writes that the memory service does not take. */
  PoisonedTenants poisons() {
    return poisons;
  }

  /** The person who repairs the outbox. */
  OutboxOperator operator() {
    return operator;
  }

  /** Fails over to a standby without the last commits, and notes in the history what it lacks. */
  void loseTail() throws InterruptedException {
    LostTail lost = database.failOverWithoutTail(TAIL_MILLIS);
    long now = System.nanoTime();
    lost.forgotten().forEach(write -> history.noteAt(now, new HistoryEvent.Forgotten(write)));
    lost.reopened()
        .forEach(write -> history.noteAt(now, new HistoryEvent.BroughtBack(write, false)));
  }

  /** Sends a signal to the broker's process. */
  void signalBroker(String name) throws IOException, InterruptedException {
    ProcessSignal.send(name, broker().pid().orElseThrow());
  }

  private static Map<String, String> variables(
      SandboxServers servers, int databasePort, ChaosOptions options) {
    Map<String, String> variables = new HashMap<>(servers.variables());
    variables.put("SOMABRAIN_POSTGRES_DSN", DatabaseRole.dsn(databasePort));
    variables.putAll(options.shape().variables());
    variables.put("SOMABRAIN_GATEWAY_TOKEN", TOKEN);
    variables.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_GATEWAY_NEW_TENANTS", "300");
    variables.put("SOMABRAIN_OUTBOX_API_TOKEN", TOKEN);
    variables.put("SOMABRAIN_ADMIN_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_HTTP_TIMEOUT", String.valueOf(options.deadline().toSeconds()));
    // Short enough to see trouble come and go.
    variables.put("SOMABRAIN_MEMORY_RESET_INTERVAL", "2");
    variables.put("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0.5");
    return variables;
  }
}
