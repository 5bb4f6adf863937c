package io.soma.memory.simulation.world;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How writes, tenants and addresses are called in the simulation. */
final class WriteNames {

  private static final Pattern WRITE = Pattern.compile("\"write\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern ADDRESS = Pattern.compile("\"address\"\\s*:\\s*\"([^\"]+)\"");

  private WriteNames() {}

  static String tenant(int number) {
    return "t" + number;
  }

  static int number(TenantId tenant) {
    return Integer.parseInt(tenant.value().substring(1));
  }

  static String address(int number) {
    return "a" + number;
  }

  /** The request id of a deletion, whose body names nothing. */
  static String deletion(String write, int address) {
    return "delete/" + address(address) + "/" + write;
  }

  /** The id of the write that a delivery is of. */
  static String writeOf(Delivery delivery) {
    return isDeletion(delivery) ? part(delivery, 2) : find(WRITE, delivery.body());
  }

  /** The address that its caller meant. */
  static String addressOf(Delivery delivery) {
    return isDeletion(delivery) ? part(delivery, 1) : find(ADDRESS, delivery.body());
  }

  private static boolean isDeletion(Delivery delivery) {
    return delivery.operation() == WriteOperation.DELETE;
  }

  private static String part(Delivery deletion, int index) {
    return deletion.requestId().value().split("/")[index];
  }

  private static String find(Pattern pattern, String body) {
    Matcher found = pattern.matcher(body);
    return found.find() ? found.group(1) : "?";
  }
}
