package io.soma.memory.gateway.cli;

import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.app.config.LogFormat;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.gateway.serve.SandboxEnvironment;
import io.soma.memory.gateway.serve.Serve;
import io.soma.memory.gateway.serve.ServeRun;
import io.soma.memory.supervision.Logs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.UUID;
import org.slf4j.spi.LoggingEventBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./soma serve}. */
@Command(
    name = "serve",
    description =
        "Runs the gateway, the relay, the replayer, the watchdog and the metrics, or those that"
            + " SOMABRAIN_SERVE_PARTS names, until SIGTERM or Ctrl-C. Settings come from the"
            + " environment; it says which.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped, with all that was under way done",
      "1:could not start, or was cut off at SOMABRAIN_SERVE_DEADLINE",
      "2:the command line is wrong",
      "3:ran out of memory"
    })
public final class ServeCommand implements SomaCommand {

  private static final String TOKEN = "SOMABRAIN_GATEWAY_TOKEN";
  private static final String ADMIN_TOKEN = "SOMABRAIN_OUTBOX_API_TOKEN";

  @Option(
      names = "--sandbox",
      description =
          "start a PostgreSQL, a Kafka broker and a memory service for trying it out, and print"
              + " requests to try; everything is gone afterwards")
  private boolean sandbox;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    OutOfMemoryExit.install();
    if (sandbox) {
      CommandLog.withoutLibraries();
      tryOut();
    } else {
      CommandLog.usual();
      return serve();
    }
    return 0;
  }

  private int serve() throws InterruptedException {
    ServeRun run = new ServeRun();
    try {
      run.start(System.getenv());
    } catch (RuntimeException e) {
      if (!LogFormat.isForMachines(System.getenv())) {
        throw e;
      }
      // Programs that read a container's log would not find a plain line.
      logFailedStart(e);
      return 1;
    }
    run.awaitEnd();
    return 0;
  }

  /** The message of a failure that we foresaw says enough; another one needs its stack. */
  static void logFailedStart(RuntimeException failure) {
    LoggingEventBuilder line = Logs.of(ServeCommand.class).atError();
    if (!(failure instanceof SomaMemoryException) || Boolean.getBoolean("soma.stacktrace")) {
      line = line.setCause(failure);
    }
    line.log(
        "soma serve failed: "
            + Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
  }

  private void tryOut() throws InterruptedException {
    SandboxEnvironment surroundings =
        ServiceLoader.load(SandboxEnvironment.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandLine.ParameterException(
                        spec.commandLine(),
                        "--sandbox needs soma-memory-sandbox on the class path"));
    Map<String, String> environment = new HashMap<>(System.getenv());
    // Free ports, unless told otherwise.
    environment.putIfAbsent("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    environment.putIfAbsent("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    environment.putIfAbsent("SOMABRAIN_ADMIN_BIND", "127.0.0.1:0");
    // Tokens that are printed, and never those of a file.
    for (String token : List.of(TOKEN, ADMIN_TOKEN)) {
      environment.remove(token + "_FILE");
      environment.putIfAbsent(token, "sandbox-" + UUID.randomUUID());
    }
    // Errors are reported before anything is started.
    surroundings.standIns().keySet().forEach(variable -> environment.remove(variable + "_FILE"));
    environment.putAll(surroundings.standIns());
    ServeConfig unused = ServeConfig.from(environment);
    System.out.println("starting PostgreSQL, Kafka and a memory service on free loopback ports");
    ServeRun run = new ServeRun();
    Map<String, String> servers = run.start(surroundings);
    environment.putAll(servers);
    Serve serve = run.start(environment);
    System.out.println(
        TryOutLines.of(serve.gatewayPort(), serve.opsPort(), environment.get(TOKEN))
            + TryOutLines.ofOperators(serve.adminPort(), environment.get(ADMIN_TOKEN))
            + TryOutLines.ofServers(servers, environment.get(TOKEN)));
    run.awaitEnd();
  }
}
