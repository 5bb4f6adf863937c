package io.soma.memory.sandbox.serve;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.server.memory.EffectRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One of two services is killed under load, with writes of its own in the outbox. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it knows no SIGKILL")
class KilledServiceTest {

  private static final int WRITERS = 8;
  private static final int STEP = 150;

  private static final int ADDRESSES = 5;

  /** Texts of what was acknowledged: {@code writer-number}. */
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  private static final Pattern TEXT = Pattern.compile("\"text\" ?: ?\"([^\"]+)\"");

  @TempDir private Path temporary;
  private volatile boolean over;

  @Test
  void nothingIsLostOrDoubledAndEachAddressKeepsItsOrder() throws Exception {
    try (TwoServices services = TwoServices.start(temporary, Map.of())) {
      ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.execute(() -> write(services, writer));
      }
      TwoServices.await("some is stored", () -> acknowledged.size() >= STEP);
      services.memory.goDown();
      TwoServices.await("some is queued", () -> acknowledged.size() >= 2 * STEP);
      services.memory.comeBack();
      TwoServices.await("the queue moves", () -> services.events("confirmed_at IS NOT NULL") > 0);

      services.first.signal("KILL");

      int then = acknowledged.size();
      services.letLeasesEnd(services.first);
      TwoServices.await("the other goes on", () -> acknowledged.size() >= then + STEP);
      over = true;
      writers.shutdown();
      assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      // The killed one may have taken another lease between its death and the look at them.
      services.letLeasesEnd(services.first);
      TwoServices.await("all is confirmed", () -> services.unconfirmed() == 0);

      List<EffectRecord> effects = services.memory.effects();
      Set<String> lost = new HashSet<>(acknowledged);
      effects.forEach(effect -> lost.remove(textOf(effect)));
      assertThat(lost).isEmpty();
      assertThat(effects).extracting(EffectRecord::idempotencyKey).doesNotHaveDuplicates();
      assertThat(effects.stream().collect(groupingBy(EffectRecord::coordinate)).values())
          .hasSize(WRITERS * ADDRESSES)
          .allSatisfy(ofOneAddress -> assertThat(numbers(ofOneAddress)).isSorted());
    }
  }

  private void write(TwoServices services, int writer) {
    ServeProcess service = writer % 2 == 0 ? services.first : services.second;
    for (int i = 0; !over; i++) {
      String coordinate = writer + ".5," + i % ADDRESSES + ".5";
      String text = writer + "-" + i;
      try {
        String outcome = services.write(service, "tenant-" + writer % 4, coordinate, text);
        if (outcome.equals("stored") || outcome.equals("queued")) {
          acknowledged.add(text);
        }
      } catch (IOException e) {
        // Its service is dead: not acknowledged, and this writer is done.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static List<Integer> numbers(List<EffectRecord> effects) {
    return effects.stream()
        .map(KilledServiceTest::textOf)
        .map(text -> Integer.valueOf(text.substring(text.indexOf('-') + 1)))
        .toList();
  }

  private static String textOf(EffectRecord effect) {
    Matcher text = TEXT.matcher(effect.payload());
    assertThat(text.find()).isTrue();
    return text.group(1);
  }
}
