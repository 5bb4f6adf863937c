package io.soma.memory.app.config;

import io.soma.memory.app.usecase.backlog.UnreadOutboxRule;
import io.soma.memory.app.usecase.client.BackpressureLimit;
import io.soma.memory.app.usecase.guard.CallLimits;
import io.soma.memory.app.usecase.guard.TenantPolicies;
import io.soma.memory.app.usecase.replay.AttemptLimit;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.write.UniverseRule;
import io.soma.memory.http.HttpConfig;
import io.soma.memory.postgres.PostgresConfig;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Everything that can be set. Immutable; {@link #toString} shows no secret.
 *
 * @param tenancy whether the memory service keeps tenants apart
 * @param universe under which keys are hashed, for tenants with coordinates of before
 * @param healthPollInterval between looks at the memory service's health; zero turns them off
 * @param transport the name of what carries events, such as {@code kafka} or {@code direct}
 * @param kafka how to reach the brokers, where there are any
 * @param batchSize events of one tenant that the relay carries at a time
 * @param attempts how often an event is tried that fails while others pass
 * @param unreadOutbox whether writes go directly while the outbox cannot be read
 * @param logCalls whether each call to the memory service is a line in the log
 */
public record MemoryConfig(
    HttpConfig http,
    PostgresConfig postgres,
    Optional<KafkaSettings> kafka,
    TenantPolicies policies,
    CallLimits calls,
    Tenancy tenancy,
    UniverseRule universe,
    Duration healthPollInterval,
    String transport,
    int batchSize,
    AttemptLimit attempts,
    BackpressureLimit backpressure,
    UnreadOutboxRule unreadOutbox,
    int metricsMaxTenants,
    boolean logCalls) {

  private static final Logger LOG = Logs.of(MemoryConfig.class);

  /**
   * Reads the variables of this process.
   *
   * @throws ConfigurationException listing everything that is wrong
   */
  public static MemoryConfig fromEnvironment() {
    SecretFiles.exposed(System.getenv()).forEach(LOG::warn);
    return from(System.getenv());
  }

  /**
   * Reads variables from a map, as tests and embedders with a configuration of their own do.
   *
   * @throws ConfigurationException listing everything that is wrong
   */
  public static MemoryConfig from(Map<String, String> environment) {
    return ConfigParser.parse(environment);
  }

  /**
   * Reads where the outbox is and nothing else, for who prepares its tables.
   *
   * @throws ConfigurationException listing everything that is wrong
   */
  public static PostgresConfig outboxFrom(Map<String, String> environment) {
    return ConfigParser.parseOutbox(environment);
  }
}
