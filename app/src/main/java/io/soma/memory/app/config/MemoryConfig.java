package io.soma.memory.app.config;

import io.soma.memory.app.usecase.guard.TenantPolicies;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.supervision.Logs;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Everything that can be set. Immutable; {@link #toString} shows no secret.
 *
 * @param service the memory service, and how it is called
 * @param outbox the outbox and its transport
 * @param kafka how to reach the brokers, where there are any
 * @param policies how each tenant is served
 * @param metricsMaxTenants tenants with a label of their own in the metrics
 * @param host parts that the embedding program supplies
 */
public record MemoryConfig(
    ServiceSettings service,
    OutboxSettings outbox,
    Optional<KafkaSettings> kafka,
    TenantPolicies policies,
    int metricsMaxTenants,
    HostParts host) {

  private static final Logger LOG = Logs.of(MemoryConfig.class);

  /** Takes settings one by one, with types. */
  public static MemoryConfigBuilder builder() {
    return new MemoryConfigBuilder();
  }

  /**
   * Takes variables from a map, and lets a program set the rest. It is for frameworks with a
   * configuration and parts of their own.
   */
  public static MemoryConfigBuilder builder(Map<String, String> environment) {
    return new MemoryConfigBuilder(environment);
  }

  /**
   * The names of all variables that count in a program, and not for {@code ./soma serve} alone. It
   * is for frameworks that spell them in other ways.
   */
  public static Set<String> variables() {
    return Collections.unmodifiableSet(UnknownVariables.ofAnEngine());
  }

  /**
   * The names of the variables that only {@code ./soma serve} and the commands read. They have no
   * effect in a program, and harm nothing, as where one configuration is for several applications.
   */
  public static Set<String> variablesOfOtherParts() {
    return Collections.unmodifiableSet(UnknownVariables.ofOtherParts());
  }

  /**
   * Reads the variables of this process.
   *
   * @throws ConfigurationException listing everything that is wrong
   */
  public static MemoryConfig fromEnvironment() {
    SecretFiles.exposed(System.getenv()).forEach(LOG::warn);
    EnvironmentWarnings.unknown(System.getenv())
        .forEach(each -> LOG.warn("a variable has no effect: {}", each));
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
   * Reads only the database settings of the outbox, for commands that prepare its tables.
   *
   * @throws ConfigurationException listing everything that is wrong
   */
  public static PostgresConfig outboxFrom(Map<String, String> environment) {
    return ConfigParser.parseOutbox(environment);
  }
}
