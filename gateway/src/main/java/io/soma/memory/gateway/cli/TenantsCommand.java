package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.soma.memory.app.cli.SomaCommand;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code ./soma tenants}. */
@Command(
    name = "tenants",
    description =
        "Shows how the tenants of a running ./soma serve are doing, or forces the circuit of one."
            + " An order holds in every process on the same database within two seconds, and after"
            + " restarts, until release.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:there is no such tenant, or the admin API said no",
      "2:no answer, or the command line is wrong"
    })
public final class TenantsCommand extends AdminCommand implements SomaCommand {

  private static final List<String> ORDERS = List.of("open", "closed", "release");

  @Parameters(
      paramLabel = "TENANT",
      arity = "0..1",
      defaultValue = "",
      description = "this one only")
  private String tenant = "";

  @Option(
      names = "--circuit",
      paramLabel = "ORDER",
      defaultValue = "",
      description = "open or closed until release, regardless of timers and answers")
  private String order = "";

  @Override
  int run(AdminClient admin) {
    String note = "";
    if (ORDERS.contains(order) && isUnknown(admin, tenant)) {
      note = noteOf(tenant);
    }
    JsonNode answer = tenant.isEmpty() ? all(admin) : one(admin);
    Table table =
        new Table("TENANT", "CIRCUIT", "HEALTHY", "WAITING", "NOT DELIVERED", "OLDEST SECONDS");
    StringBuilder openings = new StringBuilder();
    for (JsonNode shown : tenant.isEmpty() ? answer.path("tenants") : list(answer)) {
      table.row(
          shown.path("tenant_id").asText(),
          shown.path("circuit").asText(),
          shown.path("healthy").asBoolean() ? "yes" : "no",
          shown.path("pending_count").asText(),
          shown.path("unconfirmed_count").asText(),
          shown.path("oldest_age_seconds").isNull()
              ? "-"
              : shown.path("oldest_age_seconds").asText());
      openings.append(opening(shown));
    }
    boolean unknown = isUnknown(answer);
    print(answer, unknown ? unknown(tenant) : text(admin, answer, table) + openings + note);
    return unknown ? 1 : 0;
  }

  // An empty table looks like a command that did nothing, and failed events are in no row of it.
  private String text(AdminClient admin, JsonNode answer, Table table) {
    if (!tenant.isEmpty() || json()) {
      return table.text();
    }
    boolean isQuiet = answer.path("tenants").isEmpty();
    long failed = admin.get("/admin/outbox/summary", Map.of()).path("total_failed").asLong();
    String failures =
        String.format(
            Locale.ROOT,
            "%d failed event%s: soma outbox list --status failed",
            failed,
            failed == 1 ? "" : "s");
    if (isQuiet) {
      return "no tenant is in trouble" + (failed == 0 ? "" : "; " + failures) + "\n";
    }
    return table.text() + (failed == 0 ? "" : failures + "\n");
  }

  private boolean isUnknown(JsonNode answer) {
    return order.isEmpty() && !tenant.isEmpty() && !answer.path("known").asBoolean(true);
  }

  /** Whether a tenant is named of which the service knows nothing; empty names none. */
  static boolean isUnknown(AdminClient admin, String tenant) {
    return !tenant.isEmpty()
        && !admin
            .get("/admin/tenants/" + AdminClient.encoded(tenant), Map.of())
            .path("known")
            .asBoolean(true);
  }

  // An order makes a tenant known, so this is asked for before it.
  private static String noteOf(String tenant) {
    return "note: " + unknown(tenant).strip() + "; the order waits for its first call\n";
  }

  static String unknown(String tenant) {
    return String.format(
        Locale.ROOT,
        "there is no tenant %s: it has no event in the outbox, and has called nothing through this"
            + " service lately%n",
        tenant);
  }

  // Below the table, as a reason is a sentence.
  private static String opening(JsonNode tenant) {
    JsonNode opening = tenant.path("opening");
    if (!opening.isObject()) {
      return "";
    }
    JsonNode nextProbe = opening.path("next_probe");
    return String.format(
        Locale.ROOT,
        "%s: %s since %s, next probe %s: %s%n",
        tenant.path("tenant_id").asText(),
        tenant.path("circuit").asText(),
        opening.path("since").asText(),
        nextProbe.isNull() ? "with the next call" : "at " + nextProbe.asText(),
        opening.path("description").asText());
  }

  private JsonNode all(AdminClient admin) {
    if (!order.isEmpty()) {
      throw new ParameterException(spec().commandLine(), "--circuit needs a TENANT");
    }
    return admin.get("/admin/tenants", Map.of());
  }

  private JsonNode one(AdminClient admin) {
    String path = "/admin/tenants/" + AdminClient.encoded(tenant);
    if (order.isEmpty()) {
      return admin.get(path, Map.of());
    }
    if (!ORDERS.contains(order)) {
      throw new ParameterException(
          spec().commandLine(), "--circuit is one of " + String.join(", ", ORDERS));
    }
    return admin.post(path, AdminClient.object().put("circuit", order));
  }

  private static ArrayNode list(JsonNode one) {
    return AdminClient.object().putArray("tenants").add(one);
  }
}
