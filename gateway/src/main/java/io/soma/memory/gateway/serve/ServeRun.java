package io.soma.memory.gateway.serve;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.config.EnvironmentWarnings;
import io.soma.memory.app.config.SecretFiles;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.supervision.CloseStack;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;

/** One service from its configuration to the end of the process. */
public final class ServeRun {

  private static final Logger LOG = Logs.of(ServeRun.class);

  /** For a signal that comes before the configuration is known. */
  private static final Duration FIRST_DEADLINE = Duration.ofSeconds(25);

  private final CloseStack ending = new CloseStack();
  private final Shutdown shutdown = Shutdown.of(ending, FIRST_DEADLINE);

  /** Starts what closes last. */
  public Map<String, String> start(SandboxEnvironment surroundings) {
    return orEnd(() -> ending.with(surroundings).start());
  }

  /**
   * Starts the service.
   *
   * @throws io.soma.memory.app.config.ConfigurationException listing everything that is wrong
   */
  public Serve start(Map<String, String> environment) {
    return orEnd(() -> serve(environment));
  }

  /** Waits for the end of the process, which is not this thread's to see. */
  public void awaitEnd() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private Serve serve(Map<String, String> environment) {
    ServeConfig config = ServeConfig.from(environment);
    shutdown.within(config.deadline());
    SecretFiles.exposed(environment).forEach(said -> LOG.warn("a secret is exposed: {}", said));
    EnvironmentWarnings.unknown(environment)
        .forEach(said -> LOG.warn("a variable has no effect: {}", said));
    config
        .effective()
        .forEach(
            (variable, value) ->
                LOG.atInfo()
                    .addKeyValue("variable", variable)
                    .addKeyValue("value", value)
                    .log("configuration"));
    ListenAddresses.check(config);
    SomaMemory soma = SomaMemory.start(config.memory(), BackgroundParts.of(config));
    ending.with(soma);
    return ending.with(Serve.start(config, soma));
  }

  private <T> T orEnd(Start<T> start) {
    try {
      return start.run();
    } catch (RuntimeException | Error e) {
      // Else the hook would end a process that never started with exit code 0.
      shutdown.insteadNow();
      throw e;
    }
  }

  private interface Start<T> {
    T run();
  }
}
