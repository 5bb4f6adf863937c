package io.soma.memory.app.config;

import io.soma.memory.domain.Quoted;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The transport of events.
 *
 * @param name such as {@code kafka}, {@code direct} or that of an added transport
 * @param settings of an added transport by their names in lower case: {@code
 *     SOMABRAIN_TRANSPORT_FILES_DIRECTORY} is {@code directory} for the transport {@code files};
 *     they may hold secrets, and are never printed
 * @param byProgram whether the builder's method named it, and not a variable; errors name that, and
 *     it makes no other difference
 */
public record TransportSettings(String name, Map<String, String> settings, boolean byProgram) {

  public TransportSettings {
    settings = Map.copyOf(settings);
  }

  /** Of variables. */
  public TransportSettings(String name, Map<String, String> settings) {
    this(name, settings, false);
  }

  /**
   * The setting of this name.
   *
   * @throws ConfigurationException naming the variable or the method, if it is not set or blank
   */
  public String required(String setting) {
    String value = settings.get(setting.toLowerCase(Locale.ROOT));
    if (value == null || value.isBlank()) {
      throw new ConfigurationException(
          byProgram
              ? "transport("
                  + Quoted.of(name)
                  + ", Map.of("
                  + Quoted.of(setting)
                  + ", ...)): the setting is not set, and the transport needs it"
              : EnvironmentReader.transportPrefix(name)
                  + EnvironmentReader.variableName(setting)
                  + " is not set: the transport "
                  + name
                  + " needs it");
    }
    return value;
  }

  /** How the name was set, as errors show it. */
  public String describe() {
    return byProgram
        ? "transport(" + Quoted.of(name) + ")"
        : Variable.OUTBOX_TRANSPORT.key() + "=" + name;
  }

  // Where it was set is for messages alone.
  @Override
  public boolean equals(Object other) {
    return other instanceof TransportSettings same
        && same.name.equals(name)
        && same.settings.equals(settings);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, settings);
  }

  @Override
  public String toString() {
    return name + settings.keySet();
  }
}
