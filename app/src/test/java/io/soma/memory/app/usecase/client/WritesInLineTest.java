package io.soma.memory.app.usecase.client;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Key;
import io.soma.memory.app.Rig;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryRejectedException;
import io.soma.memory.ports.driving.OutboxFullException;
import io.soma.memory.ports.driving.PartialWriteException;
import io.soma.memory.ports.driving.ReusedKeyException;
import io.soma.memory.testkit.fake.Hang;
import io.soma.memory.testkit.fake.ServiceResults;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Staged writes to one address of a tenant that hangs. */
class WritesInLineTest {

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(64, 64, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
  private final Rig rig =
      new Rig(
          fakes ->
              binder -> binder.bind(Key.get(Executor.class, AsyncCalls.class)).toInstance(threads),
          "SOMABRAIN_OUTBOX_BACKPRESSURE",
          "30");

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void holdNoThreadWhileTheyWaitForOneAnother() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<?>[] writes =
        IntStream.range(0, 20)
            .mapToObj(i -> write("key", "w" + i))
            .toArray(CompletableFuture[]::new);
    hang.awaitCalls(1);

    assertThat(threads.getLargestPoolSize()).isEqualTo(1);

    hang.release();
    CompletableFuture.allOf(writes).get(30, TimeUnit.SECONDS);
    assertThat(rig.effects()).isEqualTo(IntStream.range(0, 20).mapToObj(i -> "w" + i).toList());
  }

  @Test
  void queueInTheOrderOfTheirCalls() throws Exception {
    CompletableFuture<?>[] writes =
        IntStream.range(0, 20)
            .mapToObj(i -> fastAck("key", "w" + i))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(writes).get(30, TimeUnit.SECONDS);

    assertThat(queued()).isEqualTo(IntStream.range(0, 20).mapToObj(i -> "w" + i).toList());
  }

  @Test
  void doNotPassOneThatIsOnItsWayOverHttp() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<WriteReceipt> direct = write("key", "older");
    // Before anything is queued, behind which it would queue too.
    hang.awaitCalls(1);
    CompletableFuture<WriteReceipt> fastAck = fastAck("key", "newer");
    CompletableFuture<WriteReceipt> elsewhere = fastAck("another-key", "elsewhere");

    assertThat(elsewhere.get(30, TimeUnit.SECONDS)).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(queued()).containsExactly("elsewhere");

    hang.release();
    assertThat(direct.get(30, TimeUnit.SECONDS)).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(fastAck.get(30, TimeUnit.SECONDS)).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(queued()).containsExactly("elsewhere", "newer");
  }

  @Test
  void ofABatchGoBeforeALaterCall() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<WriteReceipt> first = write("another-key", "first");
    hang.awaitCalls(1);
    CompletableFuture<List<WriteReceipt>> batch =
        rig.client()
            .rememberAllAsync(List.of(remember("another-key", "b1"), remember("key", "b2")))
            .toCompletableFuture();
    CompletableFuture<WriteReceipt> later = fastAck("key", "later");

    assertThat(later).isNotDone();
    hang.release();
    assertThat(first.get(30, TimeUnit.SECONDS)).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(batch.get(30, TimeUnit.SECONDS)).hasSize(2);
    assertThat(later.get(30, TimeUnit.SECONDS)).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(rig.effects()).containsExactly("first", "b1:0", "b2");
    assertThat(queued()).containsExactly("later");
  }

  @Test
  void ofABatchFailAloneWhereThereIsNoRoomInLine() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<?>[] writes =
        IntStream.range(0, 31)
            .mapToObj(i -> write("key", "w" + i))
            .toArray(CompletableFuture[]::new);
    hang.awaitCalls(1);
    CompletableFuture<List<WriteReceipt>> batch =
        rig.client()
            .rememberAllAsync(List.of(remember("key", "b1"), remember("key", "b2")))
            .toCompletableFuture();

    assertThatThrownBy(() -> batch.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(PartialWriteException.class)
        .hasRootCauseInstanceOf(OutboxFullException.class);
    hang.release();
    CompletableFuture.allOf(writes).get(30, TimeUnit.SECONDS);
  }

  @Test
  void areBoundedPerTenantAsTheOutboxIs() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<?>[] writes =
        IntStream.range(0, 31)
            .mapToObj(i -> write("key", "w" + i))
            .toArray(CompletableFuture[]::new);

    assertThatThrownBy(() -> write("key", "late").get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(OutboxFullException.class);
    hang.awaitCalls(1);
    hang.release();
    CompletableFuture.allOf(writes).get(30, TimeUnit.SECONDS);
    assertThat(write("key", "again").get(30, TimeUnit.SECONDS))
        .isInstanceOf(WriteReceipt.Stored.class);
  }

  @Test
  void anotherWriteUnderTheNamedKeyOfOneThatIsUnderWayIsRefused() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<WriteReceipt> first = named("key", "one");
    hang.awaitCalls(1);

    assertThatThrownBy(() -> named("another-key", "two").get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ReusedKeyException.class);
    CompletableFuture<WriteReceipt> repeat = named("key", "one");

    hang.release();
    assertThat(repeat.get(30, TimeUnit.SECONDS)).isEqualTo(first.get(30, TimeUnit.SECONDS));
    assertThat(rig.effects()).hasSize(1);
  }

  @Test
  void aNamedKeyWhoseWriteWasRefusedIsFreeForAnother() throws Exception {
    rig.service().answerEverybody(ServiceResults.refused("odd"));
    assertThatThrownBy(() -> named("key", "one").get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(MemoryRejectedException.class);
    rig.service().recover();

    assertThat(named("another-key", "two").get(30, TimeUnit.SECONDS))
        .isInstanceOf(WriteReceipt.Stored.class);
  }

  private CompletableFuture<WriteReceipt> named(String key, String text) {
    return rig.client()
        .rememberAsync(
            Remember.of("test:alpha", key, Map.of("text", text))
                .withOptions(WriteOptions.idempotencyKey("named")))
        .toCompletableFuture();
  }

  private List<String> queued() {
    return rig.outbox().events().stream()
        .map(event -> event.delivery().requestId().toString())
        .toList();
  }

  private CompletableFuture<WriteReceipt> fastAck(String key, String text) {
    return rig.client()
        .rememberAsync(
            Remember.of("test:alpha", key, Map.of("text", text))
                .withOptions(WriteOptions.requestId(text).withMode(WriteMode.FAST_ACK)))
        .toCompletableFuture();
  }

  private CompletableFuture<WriteReceipt> write(String key, String text) {
    return rig.client().rememberAsync(remember(key, text)).toCompletableFuture();
  }

  private static Remember remember(String key, String text) {
    return Remember.of("test:alpha", key, Map.of("text", text))
        .withOptions(WriteOptions.requestId(text));
  }
}
