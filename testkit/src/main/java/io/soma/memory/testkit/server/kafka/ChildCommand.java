package io.soma.memory.testkit.server.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the child JVM is started. */
final class ChildCommand {
  private static final Path SHELL = Path.of("/bin/sh");

  private ChildCommand() {}

  static ProcessBuilder forBrokerIn(BrokerDirectory directory) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      // A signal that is ignored stays so across exec: a Ctrl-C in the terminal goes to this whole
      // process group, and the broker must outlive it until its owner has drained and closes it.
      command.addAll(List.of(SHELL.toString(), "-c", "trap '' INT HUP; exec \"$@\"", "broker"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions());
    command.add(BrokerProcess.class.getName());
    command.add(directory.root().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    // Not an argument: class paths outgrow what some systems allow in a command line.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(directory.log().toFile()));
    return builder;
  }

  private static List<String> jvmOptions() {
    return List.of(
        "-Xms64m",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        // The broker lives for seconds to minutes: a fast start is worth more than the last
        // percent.
        "-XX:TieredStopAtLevel=1",
        // A killed JVM would leave this file behind.
        "-XX:-UsePerfData",
        // For whichever SLF4J provider is on the class path: warnings only, to standard error.
        "-Dlogback.configurationFile=io/soma/memory/testkit/server/kafka/broker-logback.xml",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
  }
}
