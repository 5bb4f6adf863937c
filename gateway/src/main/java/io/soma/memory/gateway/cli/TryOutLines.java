package io.soma.memory.gateway.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests to try on a sandbox, ready to be pasted into a shell. */
final class TryOutLines {

  private TryOutLines() {}

  static String of(int gateway, int ops, @Nullable String token) {
    return String.join(
        System.lineSeparator(),
        "",
        "It serves until Ctrl-C. Paste into another shell:",
        "",
        "  GATEWAY=http://127.0.0.1:" + gateway,
        "  HEADERS=(-H 'Authorization: Bearer " + token + "' -H 'X-Soma-Tenant: tenant-1')",
        "",
        "  curl -i \"${HEADERS[@]}\" $GATEWAY/memories \\",
        "    -d '{\"coord\": \"0.1,0.2,0.3\", \"payload\": {\"text\": \"hello\"}}'",
        "  curl -i \"${HEADERS[@]}\" $GATEWAY/memories/0.1,0.2,0.3",
        "  curl -i \"${HEADERS[@]}\" $GATEWAY/memories/search -d '{\"query\": \"hello\"}'",
        "  curl -i \"${HEADERS[@]}\" $GATEWAY/graph/link \\",
        "    -d '{\"from_coord\": \"0.1,0.2,0.3\", \"to_coord\": \"1,2,3\"}'",
        "  curl -i \"${HEADERS[@]}\" \"$GATEWAY/graph/neighbors?coord=0.1,0.2,0.3\"",
        "  curl -i \"${HEADERS[@]}\" -X DELETE $GATEWAY/memories/0.1,0.2,0.3",
        "",
        "  curl http://127.0.0.1:" + ops + "/readyz",
        "  curl http://127.0.0.1:" + ops + "/metrics",
        "");
  }

  static String ofOperators(int admin, @Nullable String token) {
    return String.join(
        System.lineSeparator(),
        "",
        "  export SOMABRAIN_ADMIN_URL=http://127.0.0.1:" + admin,
        "  export SOMABRAIN_OUTBOX_API_TOKEN=" + token,
        "  ./soma tenants tenant-1 --circuit open",
        "  ./soma outbox summary",
        "  ./soma tenants tenant-1 --circuit release",
        "");
  }

  /** For the commands that ask the servers themselves. */
  static String ofServers(Map<String, String> servers, @Nullable String token) {
    StringBuilder lines = new StringBuilder(System.lineSeparator());
    Map<String, String> variables = new TreeMap<>(servers);
    // ./soma check looks at the gateway's settings too.
    variables.put("SOMABRAIN_GATEWAY_TOKEN", String.valueOf(token));
    variables.forEach(
        (variable, value) ->
            lines
                .append("  export ")
                .append(variable)
                .append('=')
                .append(value)
                .append(System.lineSeparator()));
    return lines.append("  ./soma check").append(System.lineSeparator()).toString();
  }
}
