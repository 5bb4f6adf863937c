package io.soma.memory.benchmarks.load;

import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A memory service in a process of its own. It prints its port, then obeys lines: {@code hang
 * TENANT}, {@code clear}, {@code down}, {@code up}, and {@code pace MILLISECONDS}, which is how
 * long each answer takes from then on; it ends when its input does, so it cannot outlive its
 * parent.
 */
public final class MemoryServiceMain {

  /** Refuses connections from now on. */
  static final String DOWN = "down";

  /** Is there again, at the same port. */
  static final String UP = "up";

  private static final String HANG = "hang ";
  private static final String PACE = "pace ";

  private final ScriptableMemoryService service;
  private Duration pace = Duration.ZERO;

  private MemoryServiceMain(ScriptableMemoryService service) {
    this.service = service;
  }

  /** Runs until the input ends. */
  public static void main(String[] arguments) throws IOException {
    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      // Nothing that grows with the load; otherwise its garbage collector would soon dominate the
      // measurement.
      service.recordRequests(false);
      service.recordEffects(false);
      service.separatesTenants(true);
      service.honoursIdempotencyKeys(false);
      service.health(true, true, true);
      MemoryServiceMain obedient = new MemoryServiceMain(service);
      System.out.println(service.port());
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        obedient.obey(order);
        System.out.println("done");
      }
    }
  }

  private void obey(String order) {
    switch (order) {
      case DOWN -> service.goDown();
      case UP -> service.comeBack();
      default -> setFaults(order);
    }
  }

  private void setFaults(String order) {
    if (order.startsWith(PACE)) {
      pace = Duration.ofMillis(Long.parseLong(order.substring(PACE.length())));
    }
    service.faults().clear();
    if (!pace.isZero()) {
      service.faults().forAll().set(new Fault.Delay(pace));
    }
    if (order.startsWith(HANG)) {
      service
          .faults()
          .forTenant(order.substring(HANG.length()))
          .set(new Fault.Hang(Fault.WhenCleared.DROP));
    }
  }
}
