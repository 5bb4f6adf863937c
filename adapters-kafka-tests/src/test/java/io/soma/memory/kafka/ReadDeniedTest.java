package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.consume.PollLoop;
import io.soma.memory.kafka.consume.UnreadableTopics;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.kafka.topics.KafkaAccess;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.contract.SampleEvents;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs on a broker that checks rights. */
class ReadDeniedTest {

  private static final EmbeddedKafkaBroker BROKER =
      EmbeddedKafkaBroker.inProcess(
          Map.of(
              "authorizer.class.name",
              "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
              "allow.everyone.if.no.acl.found",
              "true"));

  private final TestBroker kafka = TestBroker.on(BROKER);
  private final KafkaEventPublisher publisher = KafkaEventPublisher.create(kafka.config());
  private final RecordingReplay replay = new RecordingReplay();
  private final Replayers replayers = new Replayers();
  private final TenantId denied = SampleEvents.freshTenant();
  private final TenantId other = SampleEvents.freshTenant();
  private final AtomicLong ahead = new AtomicLong();

  @AfterEach
  void close() {
    replayers.close();
    publisher.close();
  }

  @AfterAll
  static void closeBroker() {
    BROKER.close();
  }

  @Test
  void aTopicThatMayNotBeReadIsLeftOutUntilItMay() throws Exception {
    publish(denied, 5);
    publish(other, 5);
    AclBinding denial = rule(AclOperation.READ, AclPermissionType.DENY);
    try (Admin admin = kafka.admin();
        LogLines topics = LogLines.of(UnreadableTopics.class);
        LogLines polls = LogLines.of(PollLoop.class)) {
      admin
          .createAcls(List.of(rule(AclOperation.ALL, AclPermissionType.ALLOW), denial))
          .all()
          .get();
      assertThat(KafkaAccess.problems(kafka.config()))
          .singleElement()
          .asString()
          .contains("READ", kafka.topics().topicOf(denied));

      replayers.start(
          kafka.config(), replay, Replayers.OPTIONS, () -> System.nanoTime() + ahead.get());
      assertThat(replay.settled(other, 5)).isEqualTo(ids(5));
      until(() -> !topics.warnings().isEmpty());
      // It is the pause after a failed poll that would slow the others down.
      assertThat(polls.warnings()).isEmpty();

      admin.deleteAcls(List.of(denial.toFilter())).all().get();
      while (replay.settled(denied, 0).size() < 5) {
        ahead.addAndGet(Duration.ofSeconds(30).toNanos());
        publish(other, 1);
      }
      assertThat(replay.settled(denied, 5)).isEqualTo(ids(5));
    }
  }

  private void publish(TenantId tenant, int count) {
    assertThat(publisher.publish(tenant, SampleEvents.events(tenant, 1, count)))
        .isEqualTo(new Published.All(count));
  }

  private AclBinding rule(AclOperation operation, AclPermissionType permission) {
    return new AclBinding(
        new ResourcePattern(
            ResourceType.TOPIC, kafka.topics().topicOf(denied), PatternType.LITERAL),
        new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
  }

  private static List<Long> ids(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("past the end").isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }
}
