package io.soma.memory.sandbox.serve;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.servers.ServeProcess;
import io.soma.memory.testkit.server.memory.EffectRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Callers that write all the time, each to some addresses of its own, one after the other. A text
 * is {@code caller-number}, and written once.
 */
final class Callers {

  /** The tenant of the writes; some callers share a tenant. */
  static final List<String> TENANTS = List.of("tenant-0", "tenant-1", "tenant-2", "tenant-3");

  private static final int CALLERS = 8;
  private static final int ADDRESSES = 5;
  private static final int PATIENCE_SECONDS = 60;

  /** Without it they would take the processors from the services that they wait for. */
  private static final Duration BETWEEN_WRITES = Duration.ofMillis(5);

  private static final Pattern TEXT = Pattern.compile("\"text\" ?: ?\"([^\"]+)\"");

  private final TwoServices services;
  private final boolean bySteps;
  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Semaphore first = new Semaphore(CALLERS);
  private volatile boolean over;

  private Callers(TwoServices services, boolean bySteps) {
    this.services = services;
    this.bySteps = bySteps;
    for (int i = 0; i < CALLERS; i++) {
      int caller = i;
      threads.execute(() -> write(caller));
    }
  }

  /** Each keeps to one of the services, and ends with it. */
  static Callers faithful(TwoServices services) {
    return new Callers(services, false);
  }

  /** Each goes to the one and the other in turn, for the same address too, while there are two. */
  static Callers alternating(TwoServices services) {
    return new Callers(services, true);
  }

  /** How many writes were acknowledged so far. */
  int acknowledged() {
    return acknowledged.size();
  }

  /**
   * From now on all callers use the second service. Returns when none waits for the first any more:
   * a caller would wait for ever for a service that stands still, and its tenant would have no
   * writer.
   */
  void leaveFirst() throws InterruptedException {
    for (int caller = 0; caller < CALLERS; caller++) {
      // One by one, as all at once there is hardly ever a moment without a caller.
      assertThat(first.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** They go to the first service again. */
  void returnToFirst() {
    first.release(CALLERS);
  }

  /** They end, with their last answers. */
  void end() throws InterruptedException {
    over = true;
    threads.shutdown();
    assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Nothing acknowledged is missing, nothing took effect twice, and each address has its order. */
  void check(List<EffectRecord> effects) {
    Set<String> lost = new HashSet<>(acknowledged);
    effects.forEach(effect -> lost.remove(textOf(effect)));
    assertThat(lost).isEmpty();
    assertThat(effects).extracting(Callers::textOf).doesNotHaveDuplicates();
    assertThat(effects.stream().collect(groupingBy(EffectRecord::coordinate)).values())
        .hasSize(CALLERS * ADDRESSES)
        .allSatisfy(ofOneAddress -> assertThat(numbers(ofOneAddress)).isSorted());
  }

  private void write(int caller) {
    boolean alone = false;
    for (int i = 0; !over; i++) {
      LockSupport.parkNanos(BETWEEN_WRITES.toNanos());
      // The number of addresses is odd, so that both services have to do with each.
      boolean byFirst = (bySteps ? i : caller) % 2 == 0 && !alone && first.tryAcquire();
      ServeProcess service = byFirst ? services.first : services.second;
      String text = caller + "-" + i;
      String coordinate = caller + ".5," + i % ADDRESSES + ".5";
      String tenant = TENANTS.get(caller % TENANTS.size());
      try {
        String outcome = services.write(service, tenant, coordinate, text);
        if (outcome.equals("stored") || outcome.equals("queued")) {
          acknowledged.add(text);
        }
      } catch (IOException e) {
        // Its service is dead: not acknowledged.
        if (!bySteps || !byFirst) {
          return;
        }
        alone = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        if (byFirst) {
          first.release();
        }
      }
    }
  }

  // Writes without an acknowledgement may take effect late, or never.
  private List<Integer> numbers(List<EffectRecord> effects) {
    return effects.stream()
        .map(Callers::textOf)
        .filter(acknowledged::contains)
        .map(text -> Integer.valueOf(text.substring(text.indexOf('-') + 1)))
        .toList();
  }

  private static String textOf(EffectRecord effect) {
    Matcher text = TEXT.matcher(effect.payload());
    assertThat(text.find()).isTrue();
    return text.group(1);
  }
}
