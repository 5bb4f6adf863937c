package io.soma.memory.app.config;

import java.util.List;
import java.util.Map;

/**
 * The transport of events.
 *
 * @param name such as {@code kafka}, {@code direct} or that of an added transport
 * @param settings of an added transport by their names in lower case: {@code
 *     SOMABRAIN_TRANSPORT_FILES_DIRECTORY} is {@code directory} for the transport {@code files};
 *     they may hold secrets, and are never printed
 */
public record TransportSettings(String name, Map<String, String> settings) {

  public TransportSettings {
    settings = Map.copyOf(settings);
  }

  /**
   * The setting of this name.
   *
   * @throws ConfigurationException naming the variable, if it is not set
   */
  public String required(String setting) {
    String value = settings.get(setting);
    if (value == null) {
      throw new ConfigurationException(
          List.of(
              EnvironmentReader.transportPrefix(name)
                  + EnvironmentReader.variableName(setting)
                  + " is not set: the transport "
                  + name
                  + " needs it"));
    }
    return value;
  }

  @Override
  public String toString() {
    return name + settings.keySet();
  }
}
