package io.soma.memory.sandbox.serve;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.usecase.replay.OrderedReplay;
import io.soma.memory.sandbox.servers.ServeProcess;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One of two services stands still past its lease, with a batch in flight, and comes back. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it knows no SIGSTOP")
class StoppedServiceTest {

  private static final String TENANT = "alice";
  private static final int BACKLOG = 20;
  private static final int LATER = 3;

  @TempDir private Path temporary;

  @Test
  void theOtherTakesOverAndWhoComesBackChangesNothing() throws Exception {
    try (TwoServices services = TwoServices.start(temporary, Map.of())) {
      List<String> written = queueWhileDown(services, services.first, 0, BACKLOG);
      // Else a call that fails just now would be compared with one that passes a moment later.
      awaitOpen(services, services.first);
      awaitOpen(services, services.second);
      services.memory.faults().forTenant(TENANT).on(Operation.STORE).next(1, new Fault.Hang());
      services.memory.comeBack();
      TwoServices.await("one is in flight", () -> services.memory.running(TENANT) == 1);
      long inFlight = System.nanoTime();
      ServeProcess stopped = services.holderOf(TENANT);
      ServeProcess other = services.otherThan(stopped);
      stopped.signal("STOP");
      assertThat(services.effects(TENANT)).isEmpty();

      services.letLeasesEnd(stopped);
      TwoServices.await("it took over", () -> services.effects(TENANT).size() == BACKLOG);
      TwoServices.await("all is confirmed", () -> services.unconfirmed() == 0);
      // Newer than the hanging write, and to the same address.
      TwoServices.await(
          "the tenant is back on HTTP",
          () -> services.write(other, TENANT, written.get(0), "newer").equals("stored"));
      written.addAll(newerOnes(services, written.get(0)));

      TwoServices.await(
          "longer than it may rely on what it asked",
          () -> System.nanoTime() - inFlight > 2 * OrderedReplay.AT_ONE_ASKING.toNanos());
      stopped.signal("CONT");
      services.memory.faults().clear();
      // Only the stopped service can carry these; when it has, it has finished with the events that
      // it held before.
      other.terminate();
      assertThat(other.awaitEnd()).isZero();
      written.addAll(queueWhileDown(services, stopped, BACKLOG, LATER));
      awaitOpen(services, stopped);
      services.memory.comeBack();
      TwoServices.await("all is confirmed", () -> services.unconfirmed() == 0);

      assertThat(services.effects(TENANT)).isEqualTo(written);
      assertThat(repeatedRequests(services)).isLessThanOrEqualTo(1);
      assertThat(services.memory(TENANT, written.get(0)).orElseThrow().payload().toString())
          .contains("newer");
      assertThat(services.events("status = 'failed' OR retries > 0")).isZero();
    }
  }

  private static void awaitOpen(TwoServices services, ServeProcess service) throws Exception {
    TwoServices.await("its circuit is open", () -> services.isOpen(service, TENANT));
  }

  private static List<String> queueWhileDown(
      TwoServices services, ServeProcess service, int from, int count) throws Exception {
    services.memory.goDown();
    List<String> coordinates =
        IntStream.range(from, from + count)
            .mapToObj(i -> i + ".5," + i + ".5")
            .collect(toCollection(ArrayList::new));
    for (String coordinate : coordinates) {
      assertThat(services.write(service, TENANT, coordinate, "old")).isEqualTo("queued");
    }
    return coordinates;
  }

  /** One for each of the newer writes that the test needed until one was stored at once. */
  private static List<String> newerOnes(TwoServices services, String coordinate) throws Exception {
    TwoServices.await("all is confirmed", () -> services.unconfirmed() == 0);
    return services.effects(TENANT).stream()
        .skip(BACKLOG)
        .peek(found -> assertThat(found).isEqualTo(coordinate))
        .toList();
  }

  /** How many writes reached the memory service more than once; one of them hung meanwhile. */
  private static long repeatedRequests(TwoServices services) {
    return services.memory.requests().stream()
        .filter(request -> request.tenant().equals(TENANT))
        .map(request -> request.headers().first("X-Idempotency-Key"))
        .flatMap(Optional::stream)
        .collect(groupingBy(key -> key, counting()))
        .values()
        .stream()
        .filter(times -> times > 1)
        .count();
  }
}
