package io.soma.memory.app.config;

import io.soma.memory.domain.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The transport of events. The classes of an added transport may inject it.
 *
 * @param name such as {@code kafka}, {@code direct} or that of an added transport
 * @param settings of an added transport by their names in lower case, with underscores: {@code
 *     SOMABRAIN_TRANSPORT_FILES_MAX_FILES} is {@code max_files} for the transport {@code files},
 *     and so is {@code Max-Files} of a program or of an argument; they may hold secrets, and are
 *     never printed
 * @param byProgram whether the builder's method named it, and not a variable; errors name that, and
 *     it makes no other difference
 */
public record TransportSettings(String name, Map<String, String> settings, boolean byProgram) {

  public TransportSettings {
    settings =
        settings.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(each -> named(each.getKey()), Map.Entry::getValue));
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
    String value = settings.get(named(setting));
    if (value == null || value.isBlank()) {
      throw new ConfigurationException(
          (byProgram
                  ? method(setting) + ": the setting is not set, and the transport needs it"
                  : variable(setting) + " is not set: the transport " + name + " needs it")
              + others());
    }
    return value;
  }

  /** The setting of this name, or this value if it is not set or blank. */
  public String optional(String setting, String otherwise) {
    String value = settings.get(named(setting));
    return value == null || value.isBlank() ? otherwise : value;
  }

  /**
   * An exception for a setting with a wrong value, to be thrown by {@code requireSettings} of a
   * transport; it names the variable or the method.
   *
   * @param why what is wrong and what is allowed, without the value if that may be a secret
   */
  public ConfigurationException wrong(String setting, String why) {
    return new ConfigurationException(
        (byProgram ? method(setting) : variable(setting)) + ": " + why);
  }

  // A misspelt name is the likeliest reason.
  private String others() {
    return settings.isEmpty() ? "" : ", and only these are set: " + list(settings.keySet());
  }

  /**
   * Refuses settings of other names; for {@code requireSettings} of a transport.
   *
   * @throws ConfigurationException naming the settings that the transport does not know
   */
  public void requireOnly(String... known) {
    List<String> unknown = new ArrayList<>(settings.keySet());
    unknown.removeAll(Stream.of(known).map(TransportSettings::named).toList());
    if (!unknown.isEmpty()) {
      throw new ConfigurationException(
          list(unknown)
              + " is no setting of the transport "
              + name
              + ", which has "
              + (known.length == 0 ? "none" : "only " + list(List.of(known))));
    }
  }

  /** How the name was set, as errors show it. */
  public String describe() {
    return byProgram
        ? "transport(" + Quoted.of(name) + ")"
        : Variable.OUTBOX_TRANSPORT.key() + "=" + name;
  }

  // As variables have it: no capitals, and no dashes.
  private static String named(String setting) {
    return setting.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private String list(Collection<String> names) {
    return names.stream()
        .sorted()
        .map(each -> byProgram ? Quoted.of(each) : variable(each))
        .collect(Collectors.joining(", "));
  }

  private String method(String setting) {
    return "transport(" + Quoted.of(name) + ", Map.of(" + Quoted.of(setting) + ", ...))";
  }

  private String variable(String setting) {
    return EnvironmentReader.transportPrefix(name) + EnvironmentReader.variableName(setting);
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
