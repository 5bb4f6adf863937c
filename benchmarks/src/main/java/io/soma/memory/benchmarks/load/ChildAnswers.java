package io.soma.memory.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * What a server in a {@link ChildJvm} tells its parent: its port, and then for each line what was
 * asked for.
 */
public final class ChildAnswers {

  /** Asks how long the compiler has worked, in milliseconds. */
  public static final String COMPILED = "compiled";

  /** Asks for a garbage collection, and for the bytes of the heap that are used after it. */
  public static final String HEAP = "heap";

  private ChildAnswers() {}

  /** Tells the port, and answers until the input ends, as it does with the parent. */
  public static void ready(int port) throws IOException {
    System.out.println(port);
    BufferedReader asked =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      System.out.println(line.equals(HEAP) ? usedHeap() : WarmUp.compiled());
    }
  }

  // The second collection takes what the first one's cleaners let go of.
  private static long usedHeap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
