package io.soma.memory.testkit.server.kafka;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The broker's configuration: ours, with the caller's over it. */
record BrokerProperties(Map<String, String> overrides) {
  static final int NODE_ID = 1;
  static final String INTERNAL_LISTENER = "INTERNAL";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final Set<String> OURS =
      Set.of(
          "process.roles",
          "node.id",
          "broker.id",
          "listeners",
          "advertised.listeners",
          "inter.broker.listener.name",
          "controller.listener.names",
          "controller.quorum.voters",
          "controller.quorum.bootstrap.servers",
          "log.dir",
          "log.dirs",
          "metadata.log.dir");

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          entry("auto.create.topics.enable", "false"),
          entry("default.replication.factor", "1"),
          entry("min.insync.replicas", "1"),
          entry("offsets.topic.replication.factor", "1"),
          entry("offsets.topic.num.partitions", "4"),
          entry("transaction.state.log.replication.factor", "1"),
          entry("transaction.state.log.min.isr", "1"),
          entry("transaction.state.log.num.partitions", "4"),
          entry("share.coordinator.state.topic.replication.factor", "1"),
          entry("share.coordinator.state.topic.min.isr", "1"),
          entry("share.coordinator.state.topic.num.partitions", "1"),
          entry("group.initial.rebalance.delay.ms", "0"),
          entry("group.min.session.timeout.ms", "500"),
          // After a kill the controller refuses the new broker until the old one's session is over.
          entry("broker.session.timeout.ms", "1500"),
          entry("broker.heartbeat.interval.ms", "300"),
          // The only voter waits this long after a kill before it elects itself again.
          entry("controller.quorum.election.timeout.ms", "200"),
          entry("server.max.startup.time.ms", "60000"),
          // Kafka's defaults are for a server of its own: 128 MiB for the cleaner, 20 MiB of index
          // files per partition, a dozen threads.
          entry("log.cleaner.dedupe.buffer.size", "2097152"),
          entry("log.index.size.max.bytes", "1048576"),
          entry("num.network.threads", "2"),
          entry("num.io.threads", "4"),
          entry("background.threads", "2"),
          entry("group.coordinator.threads", "1"),
          entry("share.coordinator.threads", "1"),
          // No MBeans: two brokers in one JVM would fight for the same names.
          entry("metric.reporters", ""),
          entry(
              "listener.security.protocol.map",
              "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT"));

  BrokerProperties {
    overrides = Map.copyOf(overrides);
    Set<String> refused = new TreeSet<>(overrides.keySet());
    refused.retainAll(OURS);
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException("the embedded Kafka broker itself sets " + refused);
    }
  }

  void write(BrokerDirectory directory, LoopbackPorts ports) throws IOException {
    Properties all = new Properties();
    all.putAll(DEFAULTS);
    all.putAll(overrides);
    all.putAll(identity(directory, ports));
    try (Writer writer = Files.newBufferedWriter(directory.properties())) {
      all.store(writer, null);
    }
  }

  private static Map<String, String> identity(BrokerDirectory directory, LoopbackPorts ports) {
    String controller = LoopbackPorts.HOST + ":" + ports.controller();
    String forClients =
        "CLIENT://" + ports.bootstrapServers() + ",INTERNAL://" + internalServers(ports);
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(NODE_ID),
        "listeners",
        forClients + ",CONTROLLER://" + controller,
        "advertised.listeners",
        forClients,
        "inter.broker.listener.name",
        INTERNAL_LISTENER,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "controller.quorum.voters",
        NODE_ID + "@" + controller,
        "log.dirs",
        directory.data().toString());
  }

  private static String internalServers(LoopbackPorts ports) {
    return LoopbackPorts.HOST + ":" + ports.internal();
  }
}
