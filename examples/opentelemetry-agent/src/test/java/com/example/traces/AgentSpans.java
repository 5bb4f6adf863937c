package com.example.traces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The spans that a program under the agent printed, one batch in a line of OTLP's JSON. */
final class AgentSpans {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> spans = new ArrayList<>();

  private AgentSpans() {}

  /** Runs a class in a JVM of its own, on the class path of this one, until it ends. */
  static AgentSpans of(Path agent, Class<?> program, String argument)
      throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-javaagent:" + agent,
            "-Dotel.traces.exporter=experimental-otlp/stdout",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-cp",
            classPath(),
            program.getName(),
            argument);
    Process process = java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    AgentSpans read = new AgentSpans();
    try (var lines = process.inputReader()) {
      lines.lines().filter(line -> line.startsWith("{")).forEach(read::add);
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the program ended with " + process.exitValue());
    }
    return read;
  }

  // Surefire starts the JVM with one jar that names the others.
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private void add(String line) {
    try {
      JSON.readTree(line).findValues("spans").forEach(batch -> batch.forEach(spans::add));
    } catch (IOException e) {
      throw new IllegalStateException("no JSON: " + line, e);
    }
  }

  /** Those of this name. */
  List<JsonNode> named(String name) {
    return spans.stream().filter(span -> span.path("name").asText().equals(name)).toList();
  }

  /** The only one of this name. */
  JsonNode only(String name) {
    List<JsonNode> found = named(name);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans are named " + name + " in " + spans);
    }
    return found.get(0);
  }

  /** The names of the spans directly below another. */
  List<String> namesBelow(JsonNode parent) {
    return spans.stream()
        .filter(span -> span.path("parentSpanId").equals(parent.path("spanId")))
        .map(span -> span.path("name").asText())
        .toList();
  }

  /** The ids of the spans that a span is linked with. */
  static List<String> linked(JsonNode span) {
    return span.path("links").findValuesAsText("spanId");
  }
}
