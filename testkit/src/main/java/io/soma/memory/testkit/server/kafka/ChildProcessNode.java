package io.soma.memory.testkit.server.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The broker in a child JVM, led through its standard input and output. */
final class ChildProcessNode implements BrokerNode {
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 30;

  private volatile @Nullable Process process;
  private volatile boolean ready;
  private volatile boolean discarded;

  @Override
  public void start(BrokerDirectory directory) throws IOException {
    ready = false;
    Process started = ChildCommand.forBrokerIn(directory).start();
    process = started;
    if (discarded) {
      kill();
    }
    if (!saysReady(started)) {
      kill();
      throw new IllegalStateException(
          "the embedded Kafka broker did not start; the end of its log:\n" + directory.logTail());
    }
    ready = true;
  }

  private static boolean saysReady(Process started) {
    CompletableFuture<Process> tooLate =
        CompletableFuture.supplyAsync(
            started::destroyForcibly,
            CompletableFuture.delayedExecutor(START_SECONDS, TimeUnit.SECONDS));
    try {
      BufferedReader words = started.inputReader(StandardCharsets.UTF_8);
      String word = words.readLine();
      while (word != null && !word.equals(BrokerProcess.READY)) {
        word = words.readLine();
      }
      return word != null;
    } catch (IOException e) {
      // The code that ends the process closes this stream too.
      return false;
    } finally {
      tooLate.cancel(false);
    }
  }

  @Override
  public void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    try (var words = running.outputWriter(StandardCharsets.UTF_8)) {
      words.write(BrokerProcess.STOP + "\n");
    } catch (IOException e) {
      // It has ended already, or is ending, which is enough.
    }
    running.onExit().completeOnTimeout(running, STOP_SECONDS, TimeUnit.SECONDS).join();
    kill();
  }

  @Override
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void discard() {
    discarded = true;
    kill();
  }

  @Override
  public boolean isRunning() {
    return ready && pid().isPresent();
  }

  @Override
  public OptionalLong pid() {
    Process running = process;
    return running != null && running.isAlive()
        ? OptionalLong.of(running.pid())
        : OptionalLong.empty();
  }
}
