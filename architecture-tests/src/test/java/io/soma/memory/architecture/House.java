package io.soma.memory.architecture;

/** The packages of the modules, as ArchUnit writes them. */
final class House {

  static final String ROOT = "io.soma.memory";
  static final String WHOLE = ROOT + "..";

  static final String DOMAIN = ROOT + ".domain..";
  static final String QUERIES = ROOT + ".domain.read..";
  static final String PORTS = ROOT + ".ports..";
  static final String SUPERVISION = ROOT + ".supervision..";
  static final String HTTP = ROOT + ".http..";
  static final String HTTP_COORDINATES = ROOT + ".http.coordinate..";
  static final String POSTGRES = ROOT + ".postgres..";
  static final String KAFKA = ROOT + ".kafka..";
  static final String APP = ROOT + ".app..";
  static final String TESTKIT = ROOT + ".testkit..";
  static final String GATEWAY = ROOT + ".gateway..";
  static final String JUNIT = ROOT + ".junit..";
  static final String OPENTELEMETRY = ROOT + ".opentelemetry..";
  static final String SPRING = ROOT + ".spring..";
  static final String SANDBOX = ROOT + ".sandbox..";
  static final String SIMULATION = ROOT + ".simulation..";
  static final String BENCHMARKS = ROOT + ".benchmarks..";

  static final String USE_CASES = ROOT + ".app.usecase..";
  static final String CONFIG = ROOT + ".app.config..";
  static final String WIRING = ROOT + ".app.wiring..";
  static final String DEPLOYMENT = ROOT + ".app.deployment..";
  static final String APP_KAFKA = ROOT + ".app.kafka..";
  static final String TRANSPORT = ROOT + ".app.transport..";
  static final String TELEMETRY = ROOT + ".app.telemetry..";

  static final String GATEWAY_SERVER = ROOT + ".gateway.server..";
  static final String GATEWAY_CLI = ROOT + ".gateway.cli..";
  static final String GATEWAY_LOGGING = ROOT + ".gateway.logging..";
  static final String GATEWAY_JSON = ROOT + ".gateway.json..";

  static final String TESTKIT_WIRING = ROOT + ".testkit.wiring..";
  static final String TESTKIT_SERVERS = ROOT + ".testkit.server..";
  static final String POSTGRES_SERVER = ROOT + ".testkit.server.postgres..";
  static final String KAFKA_SERVER = ROOT + ".testkit.server.kafka..";

  static final String DEMO = ROOT + ".sandbox.demo..";
  static final String SABOTAGE = ROOT + ".sandbox.sabotage..";

  static final String SIMULATED_WORLD = ROOT + ".simulation.world..";

  static final String STAGE = ROOT + ".benchmarks.stage..";
  static final String BENCHMARK_REPORT = ROOT + ".benchmarks.report..";
  static final String COMMAND_LINES = ROOT + ".[app|gateway|sandbox|simulation|benchmarks].cli..";

  /** The modules that programs are built with. */
  static final String[] LIBRARIES = {
    DOMAIN, PORTS, SUPERVISION, HTTP, POSTGRES, KAFKA, APP, JUNIT, OPENTELEMETRY, SPRING
  };

  /** Public for our own modules, and for no user. */
  static final String[] INTERNAL = {
    USE_CASES,
    ROOT + ".app.cli..",
    DEPLOYMENT,
    APP_KAFKA,
    ROOT + ".kafka.consume..",
    ROOT + ".kafka.publish..",
    ROOT + ".kafka.record..",
    ROOT + ".kafka.topics..",
    ROOT + ".postgres.admin..",
    ROOT + ".postgres.enqueue..",
    ROOT + ".postgres.jooq..",
    ROOT + ".postgres.relay..",
    ROOT + ".postgres.row..",
    ROOT + ".postgres.schema..",
    ROOT + ".postgres.settlement.."
  };

  static final String JSPECIFY = "org.jspecify.annotations";
  static final String JAKARTA_INJECT = "jakarta.inject";

  private House() {}

  /** A name without what every name begins with. */
  static String shortened(String name) {
    return name.substring(ROOT.length() + 1);
  }
}
