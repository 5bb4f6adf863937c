package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which events an order is about: named ones, or those of a tenant that a filter lets through. */
final class MeantEvents {

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "events by their ids; or give --tenant")
  private List<String> ids = List.of();

  @Mixin private EventScope scope = new EventScope();

  @Option(
      names = "--status",
      defaultValue = "failed",
      description = "in this status; ${DEFAULT-VALUE} by default")
  private String status = "failed";

  @Option(
      names = "--before",
      defaultValue = "",
      description = "created before this, such as 2026-01-31T12:00:00Z")
  private String before = "";

  @Option(
      names = "--limit",
      defaultValue = "100",
      description = "as many as this, the oldest first; 1 to 1000, ${DEFAULT-VALUE} by default")
  private int limit;

  @Option(names = "--dry-run", description = "show the result, and change nothing")
  private boolean dryRun;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Below a path for named events, or for those of a tenant. */
  String path(String order) {
    if (ids.isEmpty() == scope.tenant().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "name events by their ids, or give --tenant, and not both");
    }
    return scope.tenant().isEmpty() ? order : order + "/tenant";
  }

  /** The tenant that is given; empty where events are named. */
  String tenant() {
    return scope.tenant();
  }

  ObjectNode body() {
    ObjectNode body = AdminClient.object().put("dry_run", dryRun);
    if (scope.tenant().isEmpty()) {
      ArrayNode named = body.putArray("event_ids");
      ids.forEach(id -> named.add(number(id)));
      return body;
    }
    body.put("tenant_id", scope.tenant()).put("status", status).put("limit", limit);
    if (!scope.topic().isEmpty()) {
      body.put("topic_filter", scope.topic());
    }
    if (!before.isEmpty()) {
      body.put("before_timestamp", moment(before));
    }
    return body;
  }

  // The admin API would refuse it under a name that is not the option's.
  private String moment(String text) {
    try {
      return OffsetDateTime.parse(text).toString();
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--before: '" + text + "' is not a time with its zone, such as 2026-01-31T12:00:00Z");
    }
  }

  // With a numeric type, picocli would report a malformed id as a superfluous argument.
  private long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "'" + id + "' is not an event's id, which is a whole number");
    }
  }
}
