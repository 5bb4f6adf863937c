package io.soma.memory.sandbox.sabotage;

import com.google.inject.Module;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ways to break Soma Memory on purpose; the demo's check must find each. */
public enum Sabotage {
  /** The relay marks events as sent before the transport has them, and some never get there. */
  MARK_BEFORE_ACK(new MarkBeforeAck()),
  /** While a circuit is open, writes are acknowledged and dropped. */
  DROP_ON_OPEN(new DropOnOpen()),
  /** Writes go directly although older ones of the tenant still wait. */
  IGNORE_BACKLOG(new IgnoreBacklog()),
  /** Every attempt carries an idempotency key of its own. */
  NEW_KEY_PER_ATTEMPT(new NewKeyPerAttempt());

  private final Module module;

  Sabotage(Module module) {
    this.module = module;
  }

  /** The module that overrides the application's bindings. */
  public Module module() {
    return module;
  }

  /** Whether only a memory service that honours idempotency keys makes a difference. */
  public boolean needsHonouredKeys() {
    return this == NEW_KEY_PER_ATTEMPT;
  }

  /** The name on the command line. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names on the command line. */
  public static List<String> optionNames() {
    return Arrays.stream(values()).map(Sabotage::optionName).toList();
  }

  /** The one with this name, if any. */
  public static Optional<Sabotage> ofOption(String name) {
    return Arrays.stream(values()).filter(s -> s.optionName().equals(name)).findFirst();
  }
}
