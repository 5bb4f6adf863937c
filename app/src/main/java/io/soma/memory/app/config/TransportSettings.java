package io.soma.memory.app.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The transport of events. The classes of an added transport may inject it.
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
                  + " needs it"
                  + others()));
    }
    return value;
  }

  // A misspelt name is the likeliest reason.
  private String others() {
    return settings.isEmpty() ? "" : ", and only these are set: " + variables(settings.keySet());
  }

  /**
   * Refuses settings of other names; for {@code requireSettings} of a transport.
   *
   * @throws ConfigurationException naming the variables that the transport does not know
   */
  public void requireOnly(String... known) {
    List<String> unknown = new ArrayList<>(settings.keySet());
    unknown.removeAll(List.of(known));
    if (!unknown.isEmpty()) {
      throw new ConfigurationException(
          List.of(
              variables(unknown)
                  + " is no setting of the transport "
                  + name
                  + ", which has "
                  + (known.length == 0 ? "none" : "only " + variables(List.of(known)))));
    }
  }

  private String variables(Collection<String> names) {
    return names.stream()
        .sorted()
        .map(each -> EnvironmentReader.transportPrefix(name) + EnvironmentReader.variableName(each))
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name + settings.keySet();
  }
}
