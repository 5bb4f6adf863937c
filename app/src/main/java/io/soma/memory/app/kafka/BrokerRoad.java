package io.soma.memory.app.kafka;

import io.soma.memory.app.usecase.check.Finding;
import io.soma.memory.kafka.connection.KafkaConfig;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether events are readable on their way to the brokers. */
public final class BrokerRoad {

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

  private BrokerRoad() {}

  /** A warning, or nothing. */
  public static Optional<Finding> look(KafkaConfig kafka) {
    boolean remote =
        Arrays.stream(kafka.bootstrapServers().split(",", -1))
            .anyMatch(server -> !LOOPBACK.matcher(server.strip()).matches());
    String protocol = kafka.properties().getOrDefault("security.protocol", "PLAINTEXT");
    if (!remote || protocol.toUpperCase(Locale.ROOT).endsWith("SSL")) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.warning(
            "broker",
            "payloads travel to " + kafka.bootstrapServers() + " in plain text",
            "set security.protocol to SSL or SASL_SSL in SOMABRAIN_KAFKA_PROPERTIES, or use a"
                + " network that encrypts"));
  }
}
