package io.soma.memory.testkit.transcript;

import java.util.LinkedHashMap;
import java.util.Map;

/** Replaces values that differ from run to run by names, as the transcripts do. */
final class AnswerPlaceholders {
  private static final Map<String, String> RULES = new LinkedHashMap<>();

  static {
    RULES.put("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\\+00:00", "<timestamp>");
    RULES.put("\"timestamp\": ?\\d[\\d.]*", "\"timestamp\": \"<epoch seconds>\"");
    RULES.put("\"uptime_seconds\": ?[\\d.]+", "\"uptime_seconds\": \"<seconds>\"");
    RULES.put("\"latency_ms\": ?[\\d.]+", "\"latency_ms\": \"<milliseconds>\"");
    RULES.put("\"process_id\": ?\\d+", "\"process_id\": \"<pid>\"");
    RULES.put("\"python_version\": ?\"[^\"]*\"", "\"python_version\": \"<python>\"");
    RULES.put("\"platform\": ?\"[^\"]*\"", "\"platform\": \"<platform>\"");
    RULES.put("\"hostname\": ?\"[^\"]*\"", "\"hostname\": \"<hostname>\"");
    RULES.put("\"database\": ?\"[^\"]*\"", "\"database\": \"<database>\"");
    RULES.put("\"port\": ?\"?\\d+\"?", "\"port\": \"<port>\"");
    RULES.put("127\\.0\\.0\\.1:\\d+", "127.0.0.1:<port>");
    RULES.put("port \\d+ failed", "port <port> failed");
  }

  private AnswerPlaceholders() {}

  static String in(String body) {
    String placed = body;
    for (Map.Entry<String, String> rule : RULES.entrySet()) {
      placed = placed.replaceAll(rule.getKey(), rule.getValue());
    }
    return placed;
  }
}
