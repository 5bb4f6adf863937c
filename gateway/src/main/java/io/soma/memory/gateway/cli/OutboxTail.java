package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code ./soma outbox tail}. */
@Command(
    name = "tail",
    description = "Shows events as they come and change their status, until Ctrl-C.")
final class OutboxTail extends AdminCommand {

  private static final String NEWEST = "200";

  @Option(names = "--interval", defaultValue = "2", description = "seconds; ${DEFAULT-VALUE}")
  private double interval;

  @Mixin private EventScope scope = new EventScope();

  @Option(names = "--rounds", defaultValue = "0", description = "looks to take; 0 for no end")
  private int rounds;

  private final Map<Long, String> seen = new HashMap<>();

  @Override
  int run(AdminClient admin) {
    refuseUnless(interval > 0, "--interval: must be more than 0 seconds");
    refuseUnless(rounds >= 0, "--rounds: must be 0 or more");
    for (int round = 1; ; round++) {
      look(admin);
      if (round == rounds || nobodyReads() || !pause()) {
        return 0;
      }
    }
  }

  private void refuseUnless(boolean right, String otherwise) {
    if (!right) {
      throw new ParameterException(spec().commandLine(), otherwise);
    }
  }

  // As behind "| head"; a writer keeps the failure to itself until it is asked.
  private boolean nobodyReads() {
    return out().checkError();
  }

  private void look(AdminClient admin) {
    JsonNode answer =
        admin.get(
            "/admin/outbox",
            Map.of(
                "status",
                "all",
                "tenant",
                scope.tenant(),
                "topic_filter",
                scope.topic(),
                "limit",
                NEWEST));
    List<JsonNode> news = new ArrayList<>();
    Map<Long, String> now = new HashMap<>();
    for (JsonNode event : answer.path("events")) {
      String status = event.path("status").asText() + event.path("confirmed").asText();
      long id = event.path("id").asLong();
      now.put(id, status);
      if (!status.equals(seen.get(id))) {
        news.add(event);
      }
    }
    seen.clear();
    seen.putAll(now);
    Collections.reverse(news);
    news.forEach(event -> out().println(json() ? event.toString() : line(event)));
  }

  private static String line(JsonNode event) {
    String error = event.path("last_error").isNull() ? "" : event.path("last_error").asText();
    return String.join(
            "  ",
            event.path("created_at").asText(),
            event.path("id").asText(),
            event.path("tenant_id").asText(),
            event.path("topic").asText(),
            event.path("state").asText(),
            error.replaceAll("\\p{Cntrl}|\\p{Cf}", " "))
        .stripTrailing();
  }

  private boolean pause() {
    try {
      new CountDownLatch(1).await((long) (interval * 1000), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
