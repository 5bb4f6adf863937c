package io.soma.memory.app.usecase.client;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.Rig;
import io.soma.memory.app.usecase.backlog.PauseDetector;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.testkit.fake.Hang;
import io.soma.memory.testkit.fake.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A caller's waiting time, and the fate of its write after the caller has given up. */
class CallersPatienceTest {

  private final Rig rig = new Rig("SOMABRAIN_HTTP_RETRIES", "3");

  @Test
  void aWriteWhoseTimeWasSpentInLineIsQueuedWithoutACall() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<WriteReceipt> first = write("one");
    hang.awaitCalls(1);
    CompletableFuture<WriteReceipt> second = write("two");

    rig.advance(Duration.ofSeconds(8));
    hang.release();

    assertThat(first.join()).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(second.join())
        .isInstanceOfSatisfying(
            WriteReceipt.Queued.class,
            queued -> assertThat(queued.reason()).isEqualTo(QueueReason.UNAVAILABLE));
    assertThat(rig.service().deliveries()).hasSize(1);
  }

  /** An operator's replay of an older event of its address may have taken effect after it. */
  @Test
  void anAnswerAfterTheDeadlineIsNotTakenForStored() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<WriteReceipt> write = write("one");
    hang.awaitCalls(1);

    rig.advance(Duration.ofSeconds(8).plusNanos(1));
    hang.release();

    assertThat(write.join())
        .isInstanceOfSatisfying(
            WriteReceipt.Queued.class,
            queued -> assertThat(queued.reason()).isEqualTo(QueueReason.UNAVAILABLE));
    rig.relay();
    assertThat(rig.service().deliveries()).hasSize(2);
  }

  @Test
  void theTimeInLineIsTakenFromTheCall() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<WriteReceipt> first = write("one");
    hang.awaitCalls(1);
    CompletableFuture<WriteReceipt> second = write("two");
    rig.advance(Duration.ofSeconds(5));

    hang.release();

    assertThat(second.join()).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(first.join()).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(rig.service().timeouts().get(1)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void theWriteOfACallerThatIsGoneIsNeitherTriedAgainNorQueued() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<WriteReceipt> write = write("one");
    hang.awaitCalls(1);

    write.cancel(true);
    hang.timeOut();
    rig.service().recover(TENANT);
    awaitNextWrite();

    assertThat(rig.service().deliveries()).hasSize(2);
    assertThat(rig.outbox().events()).isEmpty();
  }

  @Test
  void theWriteOfACallerThatWentWhileInLineIsNotSent() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<WriteReceipt> first = write("one");
    hang.awaitCalls(1);
    CompletableFuture<WriteReceipt> second = write("two");

    second.cancel(true);
    hang.release();
    first.join();
    awaitNextWrite();

    assertThat(rig.effects()).hasSize(2);
    assertThat(rig.outbox().events()).isEmpty();
  }

  /** It may have written a newer value elsewhere since (seed 4426). */
  @Test
  void theWriteOfACallerThatWentWhileAnEarlierOneWasLookedForIsNotSent() {
    CompletableFuture<CompletableFuture<WriteReceipt>> write = new CompletableFuture<>();
    Rig looking =
        new Rig(
            fakes ->
                binder ->
                    binder
                        .bind(Outbox.class)
                        .toInstance(beforeFind(fakes.outbox(), () -> write.join().cancel(true))));
    Remember named =
        Remember.of("test:alpha", "key", Map.of("text", "one"))
            .withOptions(WriteOptions.idempotencyKey("named"));

    write.complete(looking.client().writeAsync(named).toCompletableFuture());
    // In line behind it.
    looking.remember("key", "two");

    assertThat(looking.effects()).containsExactly("two");
  }

  private static Outbox beforeFind(Outbox outbox, Runnable step) {
    return (Outbox)
        Proxy.newProxyInstance(
            Outbox.class.getClassLoader(),
            new Class<?>[] {Outbox.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("find")) {
                step.run();
              }
              return method.invoke(outbox, arguments);
            });
  }

  @Test
  void aWriteThatWasUnderWayWhileTheProcessStoodStillIsNotQueued() throws Exception {
    ManualClock machine = new ManualClock();
    PauseDetector pauses = new PauseDetector(machine);
    Rig stopped = new Rig(fakes -> binder -> binder.bind(PauseDetector.class).toInstance(pauses));
    pauses.tick();
    stopped.refresh();
    Hang hang = stopped.service().hang(TENANT);
    CompletableFuture<WriteReceipt> write =
        stopped
            .client()
            .writeAsync(Remember.of("test:alpha", "key", Map.of("text", "one")))
            .toCompletableFuture();
    hang.awaitCalls(1);

    machine.advance(Duration.ofSeconds(50));
    pauses.tick();
    hang.timeOut();

    assertThatThrownBy(write::join)
        .cause()
        .isInstanceOf(MemoryUnavailableException.class)
        .hasMessageStartingWith("the write is not acknowledged: ")
        .hasMessageContaining(
            "; it is not queued, as this process stood still for 50.0 s meanwhile, and its caller"
                + " may have given up")
        .hasMessageNotContaining("caller is gone");
    assertThat(stopped.outbox().events()).isEmpty();
  }

  // In line behind the others, so that these have ended when it has.
  private void awaitNextWrite() {
    write("next").join();
  }

  private CompletableFuture<WriteReceipt> write(String text) {
    return rig.client()
        .writeAsync(Remember.of("test:alpha", "key", Map.of("text", text)))
        .toCompletableFuture();
  }
}
