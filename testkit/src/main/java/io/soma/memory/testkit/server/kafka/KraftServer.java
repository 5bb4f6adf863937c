package io.soma.memory.testkit.server.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One run of Kafka's own server, broker and controller in one. */
final class KraftServer {
  private final KafkaRaftServer server;

  private KraftServer(KafkaRaftServer server) {
    this.server = server;
  }

  /**
   * Starts the server that the directory's properties describe, on data that is formatted if it is
   * new, and returns once a client can produce. If it fails, nothing is left running.
   */
  static KraftServer start(BrokerDirectory directory) throws Exception {
    BrokerLogging.settle();
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(directory.properties())) {
      properties.load(reader);
    }
    if (!directory.isFormatted()) {
      format(directory);
    }
    KraftServer started =
        new KraftServer(new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM));
    boolean up = false;
    try {
      started.server.startup();
      BrokerReadiness.await(properties);
      up = true;
      return started;
    } finally {
      if (!up) {
        started.stop();
      }
    }
  }

  void stop() {
    server.shutdown();
  }

  private static void format(BrokerDirectory directory) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(BrokerProperties.NODE_ID)
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setMetadataLogDirectory(directory.data().toString())
        .addDirectory(directory.data().toString())
        .run();
  }
}
