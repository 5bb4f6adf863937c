package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.servers.ProcessSignal;
import io.soma.memory.sandbox.servers.SandboxServers;
import io.soma.memory.supervision.CloseStack;
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

/** Two services on one database, one broker and one memory service, each of which can fail. */
final class Deployment {

  /** How many services there are. */
  static final int SERVICES = 2;

  /** The token that the gateways require. */
  static final String TOKEN = "a-token-for-this-campaign";

  /** Where the first tenant's events travel, by the settings that the services have. */
  static final String FIRST_TOPIC = "soma.memory.writes." + tenant(0);

  private final SandboxServers servers;
  private final DatabaseServers database;
  private final List<Service> services;
  private final Duration deadline;

  private Deployment(
      SandboxServers servers, DatabaseServers database, List<Service> services, Duration deadline) {
    this.servers = servers;
    this.database = database;
    this.deadline = deadline;
    this.services = List.copyOf(services);
  }

  /** Starts all of it; the given ending closes it, also in the middle of the start. */
  static Deployment start(ChaosOptions options, CloseStack opened)
      throws IOException, InterruptedException {
    SandboxServers servers = SandboxServers.startKillable(opened);
    DatabaseRole.create(servers.postgres());
    if (options.stepsDatabaseClock()) {
      DatabaseClock.install(servers.postgres());
    }
    options.memoryService().applyTo(servers.memory());
    DatabaseServers database = new DatabaseServers(servers.postgres(), servers.directory(), opened);
    Duration deadline = options.deadline();
    List<Service> services = new ArrayList<>();
    for (int i = 0; i < SERVICES; i++) {
      TcpFaultProxy way = database.way();
      Service service =
          opened.with(
              new Service(variables(servers, way.port(), deadline), servers.directory(), way));
      service.start();
      services.add(service);
    }
    return new Deployment(servers, database, services, deadline);
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

  /** Sends a signal to the broker's process. */
  void signalBroker(String name) throws IOException, InterruptedException {
    ProcessSignal.send(name, broker().pid().orElseThrow());
  }

  private static Map<String, String> variables(
      SandboxServers servers, int databasePort, Duration deadline) {
    Map<String, String> variables = new HashMap<>(servers.variables());
    variables.put("SOMABRAIN_POSTGRES_DSN", DatabaseRole.dsn(databasePort));
    variables.put("SOMABRAIN_GATEWAY_TOKEN", TOKEN);
    variables.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_GATEWAY_NEW_TENANTS", "300");
    variables.put("SOMABRAIN_OUTBOX_API_TOKEN", TOKEN);
    variables.put("SOMABRAIN_ADMIN_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_HTTP_TIMEOUT", String.valueOf(deadline.toSeconds()));
    // Short enough to see trouble come and go.
    variables.put("SOMABRAIN_MEMORY_RESET_INTERVAL", "2");
    variables.put("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0.5");
    return variables;
  }
}
