package io.soma.memory.architecture;

import java.util.Set;

/** Every single class that a rule makes room for; whole packages stand in the rules themselves. */
final class Allowances {

  /**
   * What an adapter shows: its config, its factory, and the types of those that our own modules
   * use.
   */
  static final Set<String> DOORS =
      Set.of(
          House.ROOT + ".http.HttpConfig",
          House.ROOT + ".http.HttpReadLimits",
          House.ROOT + ".http.RetrofitMemoryService",
          House.ROOT + ".http.TenantScopedMemoryService",
          House.ROOT + ".http.coordinate.NumericCoordinateScheme",
          House.ROOT + ".http.coordinate.NumericCoordinates",
          House.ROOT + ".http.coordinate.UniverseRule",
          House.ROOT + ".http.write.JsonWriteEncoder",
          House.ROOT + ".kafka.topics.IdleTopics",
          House.ROOT + ".kafka.topics.KafkaAccess",
          House.ROOT + ".kafka.connection.KafkaConfig",
          House.ROOT + ".kafka.publish.KafkaEventPublisher",
          House.ROOT + ".kafka.consume.KafkaReplayConsumer",
          House.ROOT + ".kafka.consume.ConsumerOptions",
          House.ROOT + ".postgres.schema.DatabaseFinding",
          House.ROOT + ".postgres.connection.PostgresConfig",
          House.ROOT + ".postgres.PostgresStore",
          House.ROOT + ".postgres.transaction.TransactionWatch",
          House.ROOT + ".postgres.transaction.TransactionalWrites");

  /** Hands embedders what works on their own database connection. */
  static final Set<String> ADAPTER_HANDOUTS = Set.of(House.ROOT + ".app.SomaMemory");

  /** Loaded only when the configuration asks for Kafka. */
  static final Set<String> KAFKA_WIRING =
      Set.of(
          House.ROOT + ".app.deployment.TopicCleanup",
          House.ROOT + ".app.wiring.KafkaTransportModule");

  /** Publishes the metrics, from outside the package that counts. */
  static final Set<String> PROMETHEUS_WIRING = Set.of(House.ROOT + ".app.wiring.TelemetryModule");

  /** The system's clocks as ports. */
  static final Set<String> CLOCK_READERS =
      Set.of(
          House.ROOT + ".http.HealthPoll",
          House.ROOT + ".http.RetrofitMemoryService",
          House.ROOT + ".supervision.SuspendAwareClock",
          House.ROOT + ".supervision.WallClock",
          House.ROOT + ".gateway.cli.OutboxTopics",
          House.ROOT + ".ports.driven.MonotonicClock");

  /** What is supervised, or supervises. */
  static final Set<String> THREAD_MAKERS =
      Set.of(
          House.ROOT + ".supervision.SupervisedThreads",
          House.ROOT + ".supervision.SupervisedPool");

  /** Makes the loggers of all. */
  static final Set<String> LOGGER_MAKERS = Set.of(House.ROOT + ".supervision.Logs");

  static final Set<String> SLEEPERS = Set.of(House.ROOT + ".app.usecase.guard.Sleeper");

  /** One server for all tests of a process. */
  static final Set<String> SHARED_SERVERS =
      Set.of(
          House.ROOT + ".testkit.server.kafka.SharedBroker",
          House.ROOT + ".testkit.server.postgres.SharedServer");

  /** The parsed settings, which the wiring reads, and the findings of {@code ./soma check}. */
  static final Set<String> SHOWN_IN_SETTINGS =
      Set.of(
          House.ROOT + ".app.usecase.check.Probe",
          House.ROOT + ".app.usecase.client.BackpressureLimit",
          House.ROOT + ".app.usecase.guard.CallLimits",
          House.ROOT + ".app.usecase.guard.TenantPolicies",
          House.ROOT + ".app.usecase.replay.AttemptLimit",
          House.ROOT + ".postgres.schema.DatabaseFinding");

  private Allowances() {}
}
