package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.kafka.topics.KafkaAccess;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.contract.SampleEvents;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code ops/kafka/grants.sh} on a broker that checks rights. */
class BrokerGrantsTest {

  private static final EmbeddedKafkaBroker BROKER =
      EmbeddedKafkaBroker.inProcess(
          Map.of(
              "authorizer.class.name",
              "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
              "allow.everyone.if.no.acl.found",
              "true"));

  /** Rules that guard every topic and group that a test may name, so that only grants open them. */
  private static final String NOBODY = "User:nobody";

  @TempDir private Path directory;

  private final TestBroker kafka = TestBroker.on(BROKER);
  private final RecordingReplay replay = new RecordingReplay();
  private final Replayers replayers = new Replayers();

  @AfterEach
  void close() throws Exception {
    replayers.close();
    try (Admin admin = kafka.admin()) {
      admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
    }
  }

  @AfterAll
  static void closeBroker() {
    BROKER.close();
  }

  @Test
  void theGrantsSufficeAndTheCheckSaysSo() throws Exception {
    allow(granted());

    assertThat(KafkaAccess.problems(kafka.config())).isEmpty();
    TenantId tenant = SampleEvents.freshTenant();
    try (KafkaEventPublisher publisher = KafkaEventPublisher.create(kafka.config())) {
      Published published;
      do {
        published = publisher.publish(tenant, SampleEvents.events(tenant, 1, 3));
      } while (published instanceof Published.Interrupted);
      assertThat(published).isEqualTo(new Published.All(3));
      replayers.start(kafka.config(), replay);
      assertThat(replay.settled(tenant, 3)).hasSize(3);
    }
    assertThat(KafkaAccess.problems(kafka.config())).isEmpty();
  }

  @Test
  void theCheckMissesEachGrantThatIsNotThere() throws Exception {
    List<AclBinding> all = granted();
    for (AclBinding missing : all) {
      List<AclBinding> rest = new ArrayList<>(all);
      rest.remove(missing);
      allow(rest);
      // Each of the two implies it.
      if (missing.entry().operation() != AclOperation.DESCRIBE
          && missing.entry().operation() != AclOperation.DESCRIBE_CONFIGS
          && missing.entry().operation() != AclOperation.WRITE) {
        assertThat(KafkaAccess.problems(kafka.config())).as("without %s", missing).isNotEmpty();
      }
    }
  }

  // The script itself, with a kafka-acls.sh that records its arguments.
  private List<AclBinding> granted() throws IOException, InterruptedException {
    Path asked = directory.resolve("asked");
    Path command = directory.resolve("kafka-acls.sh");
    Files.writeString(command, "#!/bin/sh\nfor each; do echo \"$each\"; done >>" + asked + "\n");
    assertThat(command.toFile().setExecutable(true)).isTrue();
    Files.deleteIfExists(asked);
    ProcessBuilder script =
        new ProcessBuilder(
                "bash", "../ops/kafka/grants.sh", "--bootstrap-server", BROKER.bootstrapServers())
            .redirectErrorStream(true);
    script.environment().merge("PATH", directory + ":", (path, own) -> own + path);
    script.environment().put("SOMA_PRINCIPAL", "User:ANONYMOUS");
    script.environment().put("SOMA_TOPIC_PREFIX", kafka.config().topicPrefix());
    script.environment().put("SOMA_GROUP_PREFIX", kafka.config().groupId());
    Process process = script.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return bindings(Files.readAllLines(asked));
  }

  private static List<AclBinding> bindings(List<String> words) {
    List<AclBinding> bindings = new ArrayList<>();
    List<AclOperation> operations = new ArrayList<>();
    String principal = "";
    for (int i = 0; i + 1 < words.size(); i++) {
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "--allow-principal" -> {
          principal = value;
          operations.clear();
        }
        case "--operation" ->
            operations.addAll(
                Arrays.stream(AclOperation.values()).filter(each -> isNamed(each, value)).toList());
        case "--topic", "--group" -> {
          ResourceType type =
              words.get(i).equals("--topic") ? ResourceType.TOPIC : ResourceType.GROUP;
          for (AclOperation operation : operations) {
            bindings.add(binding(type, value, principal, operation));
          }
        }
        default -> {}
      }
    }
    assertThat(bindings).hasSizeGreaterThan(4);
    return bindings;
  }

  private static boolean isNamed(AclOperation operation, String value) {
    return operation.name().replace("_", "").equals(value.toUpperCase(Locale.ROOT));
  }

  private void allow(List<AclBinding> bindings) throws Exception {
    List<AclBinding> all = new ArrayList<>(bindings);
    all.add(binding(ResourceType.TOPIC, kafka.config().topicPrefix(), NOBODY, AclOperation.ALL));
    all.add(binding(ResourceType.GROUP, kafka.config().groupId(), NOBODY, AclOperation.ALL));
    // Or making topics would be allowed to everybody by the cluster.
    all.add(
        new AclBinding(
            new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL),
            new AccessControlEntry(NOBODY, "*", AclOperation.CREATE, AclPermissionType.ALLOW)));
    all.add(
        new AclBinding(
            new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL),
            new AccessControlEntry(
                "User:ANONYMOUS", "*", AclOperation.CLUSTER_ACTION, AclPermissionType.ALLOW)));
    all.add(
        new AclBinding(
            new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL),
            new AccessControlEntry(
                "User:ANONYMOUS", "*", AclOperation.ALTER, AclPermissionType.ALLOW)));
    try (Admin admin = kafka.admin()) {
      // The rights of this admin client are never taken away: a broker may learn of a change late.
      List<AclBinding> stale =
          new ArrayList<>(admin.describeAcls(AclBindingFilter.ANY).values().get());
      stale.removeAll(all);
      admin.createAcls(all).all().get();
      admin.deleteAcls(stale.stream().map(AclBinding::toFilter).toList()).all().get();
    }
  }

  private static AclBinding binding(
      ResourceType type, String prefix, String principal, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, prefix, PatternType.PREFIXED),
        new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
  }
}
