package io.soma.memory.benchmarks.start;

import io.soma.memory.benchmarks.stage.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts the ruler with the JVM's options that {@code ./soma serve} has. */
record PlainService(Database database, int port) {

  Process begin() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    java,
                    "-XX:MaxRAMPercentage=50",
                    PlainServiceMain.class.getName(),
                    database.jdbcUrl(),
                    Integer.toString(port)))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }
}
