package io.soma.memory.testkit.server.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The right to read a topic. */
final class TopicRights {
  private static final long LIMIT_SECONDS = 60;

  private TopicRights() {}

  static void denyRead(String servers, String topic) {
    // With a rule for it, a topic is no longer public: every other access has to be allowed.
    List<AclBinding> rules = List.of(rule(topic, AclOperation.ALL, false), denial(topic));
    change(servers, admin -> admin.createAcls(rules).all());
  }

  static void allowRead(String servers, String topic) {
    change(servers, admin -> admin.deleteAcls(List.of(denial(topic).toFilter())).all());
  }

  private static AclBinding denial(String topic) {
    return rule(topic, AclOperation.READ, true);
  }

  private static AclBinding rule(String topic, AclOperation operation, boolean denied) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry(
            "User:ANONYMOUS",
            "*",
            operation,
            denied ? AclPermissionType.DENY : AclPermissionType.ALLOW));
  }

  private static void change(String servers, Change change) {
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG,
            "");
    try (Admin admin = Admin.create(client)) {
      Object unused = change.by(admin).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker changed no right: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the broker changed a right", e);
    }
  }

  /** A change by an administrator. */
  @FunctionalInterface
  private interface Change {
    KafkaFuture<?> by(Admin admin);
  }
}
