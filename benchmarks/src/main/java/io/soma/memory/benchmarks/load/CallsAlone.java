package io.soma.memory.benchmarks.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * The limit of every delivery in order: each tenant's calls one after the other, by a client that
 * costs next to nothing and does nothing else.
 */
public final class CallsAlone {

  private CallsAlone() {}

  /** Runs so many tenants side by side. */
  public static Figures run(MemoryServiceProcess service, int tenants, Duration duration)
      throws InterruptedException, ExecutionException {
    int port = URI.create(service.baseUrl()).getPort();
    List<KeptConnection> connections =
        IntStream.range(0, tenants)
            .mapToObj(
                n ->
                    KeptConnection.storing(
                        port, MemoryServiceProcess.TOKEN, "limit-" + n, n + ".5,0.25,0.5"))
            .toList();
    try {
      return ClosedLoop.run(tenants, duration, caller -> connections.get(caller).call());
    } finally {
      connections.forEach(KeptConnection::close);
    }
  }

  /** How many calls a second all tenants together made. */
  public static double perSecond(MemoryServiceProcess service, int tenants, Duration duration)
      throws InterruptedException, ExecutionException {
    return run(service, tenants, duration).perSecond();
  }
}
