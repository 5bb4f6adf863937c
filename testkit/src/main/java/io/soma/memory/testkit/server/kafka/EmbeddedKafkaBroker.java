package io.soma.memory.testkit.server.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A real single-node Kafka broker (KRaft, broker and controller in one) on free loopback ports.
 *
 * <p>{@code inProcess} runs it in this JVM, {@code childProcess} in a JVM of its own, which {@link
 * #kill} ends like a power cut. A child process survives a Ctrl-C in the terminal, so that the
 * caller of {@code close} decides when it ends. It ends by itself, with its data, when this JVM
 * dies.
 *
 * <p>Topics are not created by use, everything is replicated once, and a group rebalances at once.
 * Any other broker property can be given or overridden. Clients come in through the listener {@code
 * CLIENT} (plain text unless {@code listener.security.protocol.map} says otherwise; the others are
 * {@code INTERNAL} and {@code CONTROLLER}).
 *
 * <p>The child keeps its warnings and errors in a file below its directory; the end of that file is
 * part of the exception when a start fails. In this JVM the broker logs through SLF4J under {@code
 * kafka}, {@code org.apache.kafka} and {@code state.change.logger}.
 *
 * <p>Safe for use by several threads; one lifecycle call runs at a time.
 */
public final class EmbeddedKafkaBroker implements AutoCloseable {

  /**
   * Properties of a broker that permits its clients everything except reads that {@link #denyRead}
   * denies.
   */
  public static final Map<String, String> WITH_RIGHTS =
      Map.of(
          "authorizer.class.name",
          "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
          "allow.everyone.if.no.acl.found",
          "true");

  private final ReentrantLock lifecycle = new ReentrantLock();
  private final Path parent;
  private final BrokerNode node;
  private final BrokerProperties properties;
  private @Nullable BrokerDirectory directory;
  private volatile LoopbackPorts ports = LoopbackPorts.free();
  private volatile boolean closed;

  private EmbeddedKafkaBroker(BrokerNode node, Path parent, Map<String, String> overrides) {
    this.node = node;
    this.parent = parent;
    this.properties = new BrokerProperties(overrides);
  }

  /** Starts a broker in this JVM, with its data in a temporary directory. */
  public static EmbeddedKafkaBroker inProcess() {
    return inProcess(BrokerDirectory.temporary(), Map.of());
  }

  /** Starts a broker in this JVM, with its data in a new directory below {@code parent}. */
  public static EmbeddedKafkaBroker inProcess(Path parent) {
    return inProcess(parent, Map.of());
  }

  /**
   * Starts a broker in this JVM, with its data in a temporary directory.
   *
   * @param overrides broker properties, such as {@code message.max.bytes}
   */
  public static EmbeddedKafkaBroker inProcess(Map<String, String> overrides) {
    return inProcess(BrokerDirectory.temporary(), overrides);
  }

  /**
   * Starts a broker in this JVM and returns once a client can produce.
   *
   * @param parent where its own new directory is made; must exist
   * @param overrides broker properties, such as {@code message.max.bytes}
   * @throws IllegalArgumentException if a property is one that only this class may set, such as
   *     {@code log.dirs}
   * @throws IllegalStateException if the broker does not start
   */
  public static EmbeddedKafkaBroker inProcess(Path parent, Map<String, String> overrides) {
    return start(new EmbeddedKafkaBroker(new InProcessNode(), parent, overrides));
  }

  /** Starts a broker in a child JVM, with its data in a temporary directory. */
  public static EmbeddedKafkaBroker childProcess() {
    return childProcess(BrokerDirectory.temporary(), Map.of());
  }

  /** Starts a broker in a child JVM, with its data in a new directory below {@code parent}. */
  public static EmbeddedKafkaBroker childProcess(Path parent) {
    return childProcess(parent, Map.of());
  }

  /**
   * Starts a broker in a child JVM, with its data in a temporary directory.
   *
   * @param overrides broker properties, such as {@code message.max.bytes}
   */
  public static EmbeddedKafkaBroker childProcess(Map<String, String> overrides) {
    return childProcess(BrokerDirectory.temporary(), overrides);
  }

  /**
   * Starts a broker in a child JVM with this JVM's class path, and returns once a client can
   * produce.
   *
   * @param parent where its own new directory is made; must exist
   * @param overrides broker properties, such as {@code message.max.bytes}
   * @throws IllegalArgumentException if a property is one that only this class may set, such as
   *     {@code log.dirs}
   * @throws IllegalStateException if the broker does not start; the message contains its log
   */
  public static EmbeddedKafkaBroker childProcess(Path parent, Map<String, String> overrides) {
    return start(new EmbeddedKafkaBroker(new ChildProcessNode(), parent, overrides));
  }

  /**
   * The one broker that all tests of this JVM share: in process, started by the first call, closed
   * at the JVM's end. Tests keep apart by their topics; a test that stops, wipes or closes its
   * broker takes one of its own.
   */
  public static EmbeddedKafkaBroker shared() {
    return SharedBroker.get();
  }

  /** Where clients connect: {@code host:port}, the same for the broker's whole life. */
  public String bootstrapServers() {
    return ports.bootstrapServers();
  }

  /** Whether the broker is up, as far as this JVM can see. */
  public boolean isRunning() {
    return node.isRunning();
  }

  /** The child's process id; empty for a broker in this JVM or one that is down. */
  public OptionalLong pid() {
    return node.pid();
  }

  /**
   * Takes the right to read a topic from all clients in plain text, of a broker that checks rights
   * ({@link #WITH_RIGHTS}).
   *
   * @throws IllegalStateException if the broker does not do so
   */
  public void denyRead(String topic) {
    TopicRights.denyRead(bootstrapServers(), topic);
  }

  /**
   * Restores the right that {@link #denyRead} took.
   *
   * @throws IllegalStateException if the broker does not do so
   */
  public void allowRead(String topic) {
    TopicRights.allowRead(bootstrapServers(), topic);
  }

  /**
   * Ends the child at once, as by SIGKILL, and returns when it is gone; its data stays.
   *
   * @throws UnsupportedOperationException if the broker runs in this JVM
   */
  public void kill() {
    exclusively(node::kill);
  }

  /** Shuts the broker down in good order; its data stays. Does nothing if it is down. */
  public void stop() {
    exclusively(node::stop);
  }

  /**
   * Starts the broker again on the same port with the same data, after {@link #stop}, {@link #kill}
   * or an end of its own; one that is up is stopped first.
   *
   * <p>After a kill this takes at least the 1.5 seconds that the controller waits before it
   * believes that the earlier broker is gone.
   *
   * @throws IllegalStateException if this broker is closed or does not start
   */
  public void restart() {
    exclusively(
        () -> {
          node.stop();
          startNode();
        });
  }

  /**
   * Stops the broker, deletes its data, and starts it on the same port: it comes back as a new,
   * empty cluster.
   *
   * @throws IllegalStateException if this broker is closed or does not start
   */
  public void wipe() {
    exclusively(
        () -> {
          node.stop();
          deleteData();
          startNode();
        });
  }

  /**
   * Ends the broker and deletes its directory. May be called at any time and more than once, also
   * from a shutdown hook while another thread starts the broker: that start then fails.
   */
  @Override
  public void close() {
    closed = true;
    // Before the lock, so that a start that is under way lets go of it.
    node.discard();
    lifecycle.lock();
    try {
      node.discard();
      if (directory != null) {
        directory.delete();
      }
    } finally {
      lifecycle.unlock();
    }
  }

  boolean isClosed() {
    return closed;
  }

  private static EmbeddedKafkaBroker start(EmbeddedKafkaBroker broker) {
    BrokerClasses.require(EmbeddedKafkaBroker.class.getClassLoader());
    // Until the caller has the broker, no other code can close it if the JVM is told to end.
    try (var guard = ShutdownGuard.closing(broker)) {
      broker.exclusively(broker::startOnFreePorts);
      guard.release();
      return broker;
    }
  }

  private void startOnFreePorts() {
    for (int attempt = 1; ; attempt++) {
      try {
        startNode();
        return;
      } catch (IllegalStateException e) {
        // Another program may have taken a port between the check and the start.
        if (closed || attempt == 3 || ports.areFree()) {
          throw e;
        }
        ports = LoopbackPorts.free();
      }
    }
  }

  private void startNode() {
    if (closed) {
      throw new IllegalStateException("the embedded Kafka broker is closed");
    }
    try {
      // Not before the closed check above: close must find everything that is made here.
      directory = directory == null ? BrokerDirectory.below(parent) : directory;
      properties.write(directory, ports);
      node.start(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteData() {
    if (directory != null) {
      directory.deleteData();
    }
  }

  private void exclusively(Runnable action) {
    lifecycle.lock();
    try {
      action.run();
    } finally {
      lifecycle.unlock();
    }
  }
}
