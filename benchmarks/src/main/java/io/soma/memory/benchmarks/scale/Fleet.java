package io.soma.memory.benchmarks.scale;

import io.soma.memory.benchmarks.gateway.GatewayProcess;
import io.soma.memory.benchmarks.load.ServerProcess;
import io.soma.memory.benchmarks.stage.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Processes of {@code serve} on one database. */
final class Fleet implements AutoCloseable {

  private final List<ServerProcess> processes = new ArrayList<>();

  private Fleet() {}

  /**
   * Starts so many.
   *
   * @param batch how many events a turn of the relay carries at most
   */
  static Fleet start(int size, String memoryService, Database database, int batch)
      throws IOException {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "SOMABRAIN_POSTGRES_DSN",
                database.jdbcUrl(),
                "SOMABRAIN_OUTBOX_TRANSPORT",
                WaitingTransportModule.NAME,
                "SOMABRAIN_SERVE_PARTS",
                "gateway,relay,watchdog",
                "SOMABRAIN_OUTBOX_BATCH_SIZE",
                Integer.toString(batch),
                // A first call of a cold process takes long, and is not to be queued.
                "SOMABRAIN_HTTP_TIMEOUT",
                "60"));
    Fleet fleet = new Fleet();
    try {
      while (fleet.processes.size() < size) {
        fleet.processes.add(GatewayProcess.begin(memoryService, settings));
      }
      List<Integer> unused = fleet.ports();
      return fleet;
    } catch (IOException | RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  /** Lets so many of them run; the others stand still, and hold nothing of a tenant. */
  void run(int size) throws IOException {
    for (int i = 0; i < processes.size(); i++) {
      if (i < size) {
        processes.get(i).goOn();
      } else {
        processes.get(i).standStill();
      }
    }
  }

  /** The port of each gateway. */
  List<Integer> ports() {
    return processes.stream().map(ServerProcess::port).toList();
  }

  /** How long their compilers have worked, in milliseconds. */
  long compiled() {
    return processes.stream().mapToLong(ServerProcess::compiled).sum();
  }

  @Override
  public void close() {
    processes.forEach(ServerProcess::close);
  }
}
