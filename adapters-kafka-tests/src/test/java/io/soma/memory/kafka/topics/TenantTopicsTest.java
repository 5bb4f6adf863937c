package io.soma.memory.kafka.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.KafkaConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTopicsTest {

  private static final String FIRST = "aB3";
  private static final String ALPHABET = "aB3._-";

  private final TenantTopics topics = new TenantTopics(KafkaConfig.of("unused:1"));

  @ParameterizedTest
  @CsvSource({
    "sandbox-tenant, soma.memory.writes.sandbox-tenant",
    "user123,        soma.memory.writes.user123",
    "t_a,            soma.memory.writes.t.-a",
    "t.a,            soma.memory.writes.t..a",
    "t.-a,           soma.memory.writes.t..-a",
    "t_-a,           soma.memory.writes.t.--a",
  })
  void keepsTenantsReadable(String tenant, String topic) {
    assertThat(topics.topicOf(new TenantId(tenant))).isEqualTo(topic);
  }

  @Test
  void noTwoShortTenantsCollideNotEvenInTheEyesOfKafka() {
    Map<String, String> byComparable = new HashMap<>();
    for (String tenant : allTenantsOfUpTo(6)) {
      String topic = topics.topicOf(new TenantId(tenant));
      Topic.validate(topic);
      String other = byComparable.put(topic.replace('.', '_'), tenant);
      assertThat(other).as("shares its topic with " + tenant).isNull();
      assertThat(topics.tenantOf(topic)).contains(new TenantId(tenant));
    }
  }

  @Test
  void everyTenantComesBackFromItsTopic() {
    Random random = new Random(42);
    String all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    for (int i = 0; i < 20_000; i++) {
      TenantId tenant = new TenantId("0" + text(random, all, random.nextInt(64)));
      String topic = topics.topicOf(tenant);
      Topic.validate(topic);
      assertThat(topics.pattern().matcher(topic).matches()).isTrue();
      assertThat(topics.tenantOf(topic)).contains(tenant);
    }
  }

  @Test
  void theLongestTenantFitsBehindTheLongestPrefix() {
    String prefix = "p".repeat(KafkaConfig.MAX_PREFIX_LENGTH);
    TenantTopics tight = new TenantTopics(KafkaConfig.of("unused:1").withNames(prefix, "g"));

    Topic.validate(tight.topicOf(new TenantId("0" + "_".repeat(63))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soma.memory.writes.",
        "soma.memory.writes.-a",
        "soma.memory.writes.a_b",
        "soma.memory.writes.a.b",
        "soma.memory.writes.a.",
        "other.soma.memory.writes.a",
        "somaXmemory.writes.a",
      })
  void foreignTopicsAreNobodys(String topic) {
    assertThat(topics.tenantOf(topic)).isEmpty();
    assertThat(topics.pattern().matcher(topic).matches()).isFalse();
  }

  @Test
  void aNameTooLongForATenantIsNobodys() {
    assertThat(topics.tenantOf("soma.memory.writes." + "a".repeat(65))).isEmpty();
  }

  @Test
  void aSharedTopicIsEverybodys() {
    TenantTopics shared =
        new TenantTopics(KafkaConfig.of("unused:1").withSharedTopic("all-writes", 12));

    assertThat(shared.topicOf(new TenantId("a"))).isEqualTo("all-writes");
    assertThat(shared.topicOf(new TenantId("b_c"))).isEqualTo("all-writes");
  }

  @Test
  void tenantsSpreadOverPartitionsAndStayThere() {
    Map<Integer, Long> tenantsByPartition =
        IntStream.range(0, 1_000)
            .mapToObj(i -> TenantTopics.partitionOf(new TenantId("tenant-" + i), 8))
            .collect(Collectors.groupingBy(p -> p, Collectors.counting()));

    assertThat(tenantsByPartition).containsOnlyKeys(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(tenantsByPartition.values()).allMatch(count -> count > 60);
    assertThat(TenantTopics.partitionOf(new TenantId("sandbox-tenant"), 8)).isZero();
  }

  private static List<String> allTenantsOfUpTo(int length) {
    List<String> all = FIRST.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    List<String> longest = all;
    for (int i = 1; i < length; i++) {
      longest =
          longest.stream()
              .flatMap(text -> ALPHABET.chars().mapToObj(c -> text + (char) c))
              .toList();
      all = Stream.concat(all.stream(), longest.stream()).toList();
    }
    return all;
  }

  private static String text(Random random, String alphabet, int length) {
    return random
        .ints(length, 0, alphabet.length())
        .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
        .collect(Collectors.joining());
  }
}
