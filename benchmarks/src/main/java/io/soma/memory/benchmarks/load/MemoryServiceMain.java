package io.soma.memory.benchmarks.load;

import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A memory service in a process of its own. It prints its port, then obeys lines: {@code hang
 * TENANT} and {@code clear}; it ends when its input does, so it cannot outlive its parent.
 */
public final class MemoryServiceMain {

  private MemoryServiceMain() {}

  /** Runs until the input ends. */
  public static void main(String[] arguments) throws IOException {
    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      // Nothing that grows with the load, or its collector would soon be what is measured.
      service.recordRequests(false);
      service.recordEffects(false);
      service.honoursIdempotencyKeys(false);
      System.out.println(service.port());
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        obey(service, order);
        System.out.println("done");
      }
    }
  }

  private static void obey(ScriptableMemoryService service, String order) {
    service.faults().clear();
    if (order.startsWith("hang ")) {
      service
          .faults()
          .forTenant(order.substring("hang ".length()))
          .set(new Fault.Hang(Fault.WhenCleared.DROP));
    }
  }
}
