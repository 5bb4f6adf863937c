package io.soma.memory.testkit.server.kafka;

import io.soma.memory.testkit.server.files.TreeDeletion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Everything that one broker leaves on the disk: its data, its properties, its log. */
record BrokerDirectory(Path root) {
  private static final int TAIL_BYTES = 8 * 1024;

  static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  static BrokerDirectory below(Path parent) throws IOException {
    return new BrokerDirectory(
        Files.createTempDirectory(parent.toAbsolutePath(), "embedded-kafka-"));
  }

  Path data() {
    return root.resolve("data");
  }

  Path properties() {
    return root.resolve("server.properties");
  }

  Path log() {
    return root.resolve("broker.log");
  }

  boolean isFormatted() {
    return Files.exists(data().resolve("meta.properties"));
  }

  String logTail() throws IOException {
    byte[] all = Files.readAllBytes(log());
    byte[] tail = Arrays.copyOfRange(all, Math.max(0, all.length - TAIL_BYTES), all.length);
    return new String(tail, StandardCharsets.UTF_8);
  }

  void deleteData() {
    TreeDeletion.delete(data());
  }

  void delete() {
    TreeDeletion.delete(root);
  }
}
