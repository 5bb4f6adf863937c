package io.soma.memory.kafka.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/**
 * Whether the topics that are there take events of any size and no larger records, and let us write
 * and read them.
 */
final class TopicsCheck {

  private static final int MAX_TOPICS = 1_000;
  private static final int SHOWN = 3;
  private static final List<AclOperation> NEEDED = List.of(AclOperation.READ, AclOperation.WRITE);

  private final Admin admin;
  private final TenantTopics topics;
  private final Duration timeout;
  private final Map<String, List<String>> wrong = new TreeMap<>();

  TopicsCheck(Admin admin, TenantTopics topics, Duration timeout) {
    this.admin = admin;
    this.topics = topics;
    this.timeout = timeout;
  }

  /** The problems and their topics; empty if there are none, or if no topic may be seen. */
  List<String> problems() {
    List<String> ours =
        known(admin.listTopics().names()).stream()
            .flatMap(Set::stream)
            .filter(topics::isOurs)
            .limit(MAX_TOPICS)
            .toList();
    lookAtLimits(ours);
    lookAtRights(ours);
    return wrong.entrySet().stream()
        .map(each -> each.getKey() + ": " + listed(each.getValue()))
        .toList();
  }

  private void lookAtLimits(List<String> ours) {
    var settings = admin.describeConfigs(TopicLimits.of(ours)).values();
    for (String topic : ours) {
      known(settings.get(TopicLimits.of(topic))).ifPresent(found -> lookAtLimits(topic, found));
    }
  }

  private void lookAtLimits(String topic, Config settings) {
    TopicLimits.tooSmall(settings).ifPresent(bytes -> note(limitOf(bytes), topic));
    if (TopicLimits.takesCompressed(settings)) {
      note(
          "topics that take compressed records, of which one can fill a replayer's heap; "
              + TopicLimits.COMPRESSION_MEND,
          topic);
    }
  }

  private void lookAtRights(List<String> ours) {
    DescribeTopicsOptions withRights =
        new DescribeTopicsOptions().includeAuthorizedOperations(true);
    var descriptions = admin.describeTopics(ours, withRights).topicNameValues();
    for (String topic : ours) {
      known(descriptions.get(topic)).ifPresent(found -> lookAtRights(topic, found));
    }
  }

  private void lookAtRights(String topic, TopicDescription found) {
    @Nullable Set<AclOperation> granted = found.authorizedOperations();
    if (granted != null) {
      NEEDED.stream()
          .filter(right -> !granted.contains(right))
          .forEach(right -> note("topics without the right " + right + ", grant it", topic));
    }
  }

  private void note(String what, String topic) {
    wrong.computeIfAbsent(what, unused -> new ArrayList<>()).add(topic);
  }

  private static String limitOf(int bytes) {
    return "topics that take records of "
        + bytes
        + " bytes at most, so that larger events fail; "
        + TopicLimits.MEND;
  }

  private static String listed(List<String> all) {
    String some = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
    return all.size() <= SHOWN ? some : some + " and " + (all.size() - SHOWN) + " more";
  }

  // Without the right to see it there is nothing to say, and a topic may go at any time.
  private <T> Optional<T> known(@Nullable KafkaFuture<T> answer) {
    try {
      return answer == null
          ? Optional.empty()
          : Optional.of(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
