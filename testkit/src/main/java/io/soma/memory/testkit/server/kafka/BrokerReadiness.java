package io.soma.memory.testkit.server.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Waits until clients are told of a live broker and of a leader for each partition. */
final class BrokerReadiness {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 20;

  private BrokerReadiness() {}

  static void await(Properties broker) throws Exception {
    long start = System.nanoTime();
    try (Admin admin = Admin.create(clientOf(broker))) {
      while (!isReady(admin)) {
        if (System.nanoTime() - start > LIMIT.toNanos()) {
          throw new TimeoutException("no leader for every partition after " + LIMIT);
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  // The internal listener always stays plain text, with any setting of the clients' listener.
  private static Map<String, Object> clientOf(Properties broker) {
    String prefix = BrokerProperties.INTERNAL_LISTENER + "://";
    String address =
        List.of(broker.getProperty("listeners").split(",")).stream()
            .filter(listener -> listener.startsWith(prefix))
            .map(listener -> listener.substring(prefix.length()))
            .findFirst()
            .orElseThrow();
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        address,
        AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG,
        "");
  }

  private static boolean isReady(Admin admin) throws Exception {
    if (admin.describeCluster().nodes().get().isEmpty()) {
      return false;
    }
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    try {
      return admin.describeTopics(topics).allTopicNames().get().values().stream()
          .allMatch(BrokerReadiness::isLed);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        // A client deleted it in between.
        return false;
      }
      throw e;
    }
  }

  private static boolean isLed(TopicDescription topic) {
    return topic.partitions().stream()
        .map(TopicPartitionInfo::leader)
        .allMatch(BrokerReadiness::isUp);
  }

  private static boolean isUp(@Nullable Node leader) {
    return leader != null && !leader.isEmpty();
  }
}
