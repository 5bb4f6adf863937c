package io.soma.memory.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** An order that changes events. */
abstract class ChangeCommand extends AdminCommand {

  /**
   * Prints the result of an order, and says the exit code: a tenant of which the service knows
   * nothing is a misspelt name, and no success.
   *
   * @param tenant the tenant that the order names; empty where it names events
   */
  int report(AdminClient admin, JsonNode answer, String tenant, String done) {
    boolean isUnknown =
        answer.path(done).asInt() == 0
            && answer.path("refused").isEmpty()
            && TenantsCommand.isUnknown(admin, tenant);
    print(answer, isUnknown ? TenantsCommand.unknown(tenant) : ChangeText.of(answer, done));
    return isUnknown ? 1 : ChangeText.exitCode(answer);
  }
}
