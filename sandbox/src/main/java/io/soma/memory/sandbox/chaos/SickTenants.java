package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tenants that a service's metrics call sick: those with a circuit that is neither closed nor
 * idle.
 */
final class SickTenants {

  private static final Pattern SICK =
      Pattern.compile("(?m)^memory_tenant_healthy\\{tenant=\"([^\"]*)\"} 0");

  private final HttpClient http = HttpClient.newHttpClient();

  /** One sentence for each service and sick tenant. */
  List<String> of(List<Service> services) throws IOException, InterruptedException {
    List<String> sick = new ArrayList<>();
    for (int i = 0; i < services.size(); i++) {
      HttpRequest request = HttpRequest.newBuilder(services.get(i).metrics()).build();
      for (String tenant : in(http.send(request, BodyHandlers.ofString()).body())) {
        sick.add("service " + (i + 1) + ": the circuit of " + tenant + " did not recover");
      }
    }
    return sick;
  }

  /** The sick tenants of a page of metrics. */
  static List<String> in(String metrics) {
    return SICK.matcher(metrics).results().map(match -> match.group(1)).toList();
  }
}
