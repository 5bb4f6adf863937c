package io.soma.memory.kafka.topics;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.KafkaConfig;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which topic and partition a tenant's events travel through.
 *
 * <p>Kafka refuses {@code a_b} once {@code a.b} exists. So an encoded tenant id holds no
 * underscore: {@code .} is written {@code ..} and {@code _} is written {@code .-}; all else stays.
 */
public final class TenantTopics {

  private final String prefix;
  private final @Nullable String shared;
  private final Pattern pattern;

  public TenantTopics(KafkaConfig config) {
    this.prefix = config.topicPrefix();
    this.shared = config.sharedTopic();
    this.pattern =
        Pattern.compile(Pattern.quote(prefix) + "([A-Za-z0-9](?:[A-Za-z0-9-]|\\.[.-])*)");
  }

  /** The topic that carries a tenant's events. */
  public String topicOf(TenantId tenant) {
    return shared == null ? prefix + encode(tenant.value()) : shared;
  }

  /** The one topic of all tenants; null where each has its own. */
  public @Nullable String shared() {
    return shared;
  }

  /** The pattern of every tenant's own topic. */
  public Pattern pattern() {
    return pattern;
  }

  /** Whether a topic carries events by these names. */
  boolean isOurs(String topic) {
    return shared == null ? tenantOf(topic).isPresent() : topic.equals(shared);
  }

  /** The tenant that owns this topic; empty if it is no tenant's topic. */
  Optional<TenantId> tenantOf(String topic) {
    Matcher matcher = pattern.matcher(topic);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String tenant = decode(matcher.group(1));
    return tenant.length() > TenantId.MAX_LENGTH
        ? Optional.empty()
        : Optional.of(new TenantId(tenant));
  }

  /**
   * All events of a tenant go through one partition, as they are delivered in order; the record's
   * key would spread them.
   */
  public static int partitionOf(TenantId tenant, int partitions) {
    return Math.floorMod(tenant.value().hashCode(), partitions);
  }

  private static String encode(String tenant) {
    return tenant.replace(".", "..").replace("_", ".-");
  }

  private static String decode(String encoded) {
    StringBuilder tenant = new StringBuilder(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '.') {
        i++;
        c = encoded.charAt(i) == '-' ? '_' : '.';
      }
      tenant.append(c);
    }
    return tenant.toString();
  }
}
