package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int CLIENTS = 8;
  private static final int WRITES = 250;

  private final ScriptableMemoryService service = ManyTenants.start();
  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    service.close();
  }

  @Test
  void everyWriteOfManyClientsTakesEffectOnceAndTheLogIsWhole() throws Exception {
    together(
        client -> {
          try (RawClient raw = new RawClient(service)) {
            for (int i = 0; i < WRITES; i++) {
              raw.send(raw.storing("t" + client % 2, client + "," + i));
              assertThat(raw.head()).startsWith("HTTP/1.1 200");
              raw.body(40 + (client + "," + i).length());
            }
          }
        });
    List<EffectRecord> effects = service.effects();
    assertThat(effects)
        .extracting(EffectRecord::sequence)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, (long) CLIENTS * WRITES).boxed().toList());
    assertThat(effects).extracting(EffectRecord::coordinate).doesNotHaveDuplicates();
    assertThat(service.effects("t1")).hasSize(CLIENTS / 2 * WRITES);
    assertThat(service.requestCount("t1")).isEqualTo((long) CLIENTS / 2 * WRITES);
    assertThat(service.concurrentPeak("t1")).isBetween(1, CLIENTS / 2);
  }

  @Test
  void oneKeySentByManyAtOnceTakesEffectOnce() throws Exception {
    service.honoursIdempotencyKeys(true);
    ServiceClient client = new ServiceClient(service, "t");
    together(
        thread ->
            client.send(
                client
                    .posting("/memories", ServiceClient.body("1", "{\"n\":" + thread + "}"))
                    .header("X-Idempotency-Key", "one")));
    assertThat(service.effects()).hasSize(1);
    assertThat(service.requestCount("t")).isEqualTo(CLIENTS);
  }

  @Test
  void thePeakIsHowManyWereThereTogether() throws Exception {
    service.faults().forTenant("t").set(new Fault.Hang());
    ServiceClient client = new ServiceClient(service, "t");
    List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      hanging.add(client.storeLater("1," + i, "{}"));
    }
    Patience.until("all hang", () -> service.running("t") == CLIENTS);
    service.faults().clear();
    for (CompletableFuture<HttpResponse<String>> answer : hanging) {
      assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    for (int i = 0; i < 50; i++) {
      client.store("1", "{}");
    }
    assertThat(service.concurrentPeak("t")).isEqualTo(CLIENTS);
    assertThat(service.concurrentPeak("other")).isZero();
  }

  @Test
  void aRequestIsOverBeforeItsAnswerHasTravelled() throws Exception {
    String moreThanSocketsHold = "x".repeat(32 * 1024 * 1024);
    service.faults().forAll().set(new Fault.StatusBeforeEffect(500, moreThanSocketsHold));
    try (RawClient client = new RawClient(service)) {
      client.send(client.storing("t", "1"));
      client.head();
      assertThat(service.running("t")).isZero();
    }
  }

  @Test
  void oneAfterTheOtherIsAPeakOfOne() throws Exception {
    try (RawClient one = new RawClient(service);
        RawClient other = new RawClient(service)) {
      for (int i = 0; i < 500; i++) {
        RawClient next = i % 2 == 0 ? one : other;
        next.send(next.storing("t", "1"));
        next.head();
        next.body(41);
      }
    }
    assertThat(service.concurrentPeak("t")).isOne();
  }

  private interface Work {
    void of(int client) throws Exception;
  }

  private void together(Work work) throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      tasks.add(
          () -> {
            work.of(client);
            return client;
          });
    }
    for (Future<Integer> done : threads.invokeAll(tasks)) {
      done.get();
    }
  }
}
