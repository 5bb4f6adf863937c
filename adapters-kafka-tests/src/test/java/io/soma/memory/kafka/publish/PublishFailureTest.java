package io.soma.memory.kafka.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.ports.driven.Published;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishFailureTest {

  static Stream<Throwable> aboutTheRecord() {
    return Stream.of(
        new RecordTooLargeException("5 MB"),
        new RecordBatchTooLargeException("over the segment"),
        new InvalidRecordException("no key"),
        new SerializationException("no"));
  }

  @ParameterizedTest
  @MethodSource("aboutTheRecord")
  void whatARecordCannotOvercomeRefusesIt(Throwable cause) {
    assertThat(PublishFailure.of(4, cause))
        .isInstanceOfSatisfying(
            Published.Refused.class,
            refused -> {
              assertThat(refused.acknowledged()).isEqualTo(4);
              assertThat(refused.detail())
                  .startsWith(cause.getClass().getSimpleName() + ": " + cause.getMessage());
            });
    assertThat(PublishFailure.mayBeANeighbours(cause)).isFalse();
  }

  @Test
  void aTopicThatTakesTooLittleIsSaidWithTheMend() {
    Published topics = PublishFailure.of(0, new RecordTooLargeException("too large"));
    Published ours = PublishFailure.of(0, new RecordTooLargeException("above max.request.size"));

    assertThat(((Published.Refused) topics).detail())
        .contains("max.message.bytes=4194304", "replay the event");
    assertThat(((Published.Refused) ours).detail()).doesNotContain("max.message.bytes");
  }

  static Stream<Throwable> aboutTheBrokers() {
    return Stream.of(
        new TimeoutException("expired"),
        new NetworkException("gone"),
        new UnknownTopicOrPartitionException("missing"),
        new NotEnoughReplicasException("one of two"));
  }

  @ParameterizedTest
  @MethodSource("aboutTheBrokers")
  void whatPassesInterruptsForAMoment(Throwable cause) {
    Published outcome = PublishFailure.of(0, cause);

    assertThat(outcome).isInstanceOf(Published.Interrupted.class);
    assertThat(((Published.Interrupted) outcome).pause()).isEqualTo(Duration.ofSeconds(1));
    assertThat(PublishFailure.mayBeANeighbours(cause)).isFalse();
  }

  static Stream<Throwable> aboutOurRights() {
    return Stream.of(
        new TopicAuthorizationException("no write"),
        new ClusterAuthorizationException("no create"),
        new SaslAuthenticationException("who are you"));
  }

  @ParameterizedTest
  @MethodSource("aboutOurRights")
  void missingRightsInterruptForLonger(Throwable cause) {
    Published outcome = PublishFailure.of(0, cause);

    assertThat(outcome).isInstanceOf(Published.Interrupted.class);
    assertThat(((Published.Interrupted) outcome).pause()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aBatchThatIsRefusedWholeMayHoldAnothersFault() {
    assertThat(PublishFailure.mayBeANeighbours(new KafkaException("part of a batch"))).isTrue();
  }

  @Test
  void aDetailStaysShort() {
    Published outcome = PublishFailure.of(0, new TimeoutException("x".repeat(5_000)));

    assertThat(((Published.Interrupted) outcome).detail()).hasSizeLessThan(320);
  }
}
