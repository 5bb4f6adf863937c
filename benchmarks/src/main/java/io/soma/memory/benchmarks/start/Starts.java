package io.soma.memory.benchmarks.start;

import io.soma.memory.benchmarks.load.Pause;
import io.soma.memory.benchmarks.report.ProcessorTime;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** One start after the other, at the same ports. The figure of a turn is its milliseconds. */
final class Starts {

  /** Until it is idle: what a start leaves to do is done. */
  private static final Duration UNTIL_IDLE = Duration.ofSeconds(5);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(40);
  private static final String READY = "/readyz";

  private final SomaScript soma;
  private final PlainService plainService;
  private final int opsPort;
  private final int plainPort;
  private final List<Double> residentOfServe = new ArrayList<>();
  private final List<Double> residentOfPlain = new ArrayList<>();

  /** With the variables of the service; its ports of operations are added to them. */
  Starts(Map<String, String> environment, Database database) {
    opsPort = Listening.freePort();
    plainPort = Listening.freePort();
    int admin = Listening.freePort();
    environment.put("SOMABRAIN_OPS_BIND", "127.0.0.1:" + opsPort);
    environment.put("SOMABRAIN_ADMIN_BIND", "127.0.0.1:" + admin);
    environment.put("SOMABRAIN_ADMIN_URL", "http://127.0.0.1:" + admin);
    soma = SomaScript.find(environment);
    plainService = new PlainService(database, plainPort);
  }

  /** {@code ./soma serve} from the command until it is ready, and a command to it. */
  Turn serve() throws Exception {
    return start(() -> soma.begin("serve"), opsPort, residentOfServe, () -> {});
  }

  /** The plain service from its command until it answers. */
  Turn plain() throws Exception {
    return start(plainService::begin, plainPort, residentOfPlain, () -> {});
  }

  /** A command that asks the admin API of a running service. */
  Turn command() throws Exception {
    List<Turn> turns = new ArrayList<>();
    start(
        () -> soma.begin("serve"),
        opsPort,
        new ArrayList<>(),
        () -> turns.add(timed(() -> soma.run("outbox", "summary"))));
    return turns.get(0);
  }

  /** What each idle service occupied, in bytes; empty where the system does not tell. */
  List<Double> residentOfServe() {
    return residentOfServe;
  }

  /** The same of the plain service. */
  List<Double> residentOfPlain() {
    return residentOfPlain;
  }

  private interface Step {
    void take() throws Exception;
  }

  private static Turn start(Callable<Process> command, int port, List<Double> resident, Step then)
      throws Exception {
    Process[] started = new Process[1];
    Turn turn =
        timed(
            () -> {
              started[0] = command.call();
              Listening.await(started[0], port, READY);
            });
    try {
      Pause.of(UNTIL_IDLE);
      ResidentMemory.of(started[0].pid()).ifPresent(bytes -> resident.add((double) bytes));
      then.take();
      return turn;
    } finally {
      end(started[0]);
    }
  }

  private static Turn timed(Step step) throws Exception {
    ProcessorTime before = ProcessorTime.now();
    long begin = System.nanoTime();
    step.take();
    double millis = (System.nanoTime() - begin) / 1e6;
    return new Turn(millis, 1, ProcessorTime.now().since(before));
  }

  private static void end(Process process) throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("a service did not stop");
    }
  }
}
