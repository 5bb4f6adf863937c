package io.soma.memory.testkit.server.memory;

import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a {@link ScriptableMemoryService}. A tenant's own fault goes before one for all.
 * Tenants are those of the request's header, also on a service that ignores it. Thread safe.
 */
public final class Faults {
  private final FaultScript everybody = new FaultScript();
  private final Map<String, FaultScript> tenants = new ConcurrentHashMap<>();

  Faults() {}

  /** The faults of one tenant's requests. */
  public FaultScope forTenant(String tenant) {
    return new FaultScope(
        tenants.computeIfAbsent(tenant, unused -> new FaultScript()), FaultScope.ALL);
  }

  /** The faults of all tenants' requests. */
  public FaultScope forAll() {
    return new FaultScope(everybody, FaultScope.ALL);
  }

  /** Clears every fault of all tenants, on the health routes too. */
  public void clear() {
    EnumSet<Operation> every = EnumSet.allOf(Operation.class);
    everybody.clear(every);
    tenants.values().forEach(script -> script.clear(every));
  }

  @Nullable Ticket draw(String tenant, Operation operation) {
    FaultScript script = tenants.get(tenant);
    Ticket own = script == null ? null : script.draw(operation);
    return own != null ? own : everybody.draw(operation);
  }
}
