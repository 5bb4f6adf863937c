package io.soma.memory.app.transport;

import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.TransportSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Finds transports on the class path. */
public final class Transports {

  private Transports() {}

  /**
   * The module of the named transport.
   *
   * @throws ConfigurationException if the class path has none of that name, or lacks a library of
   *     it
   */
  public static TransportModule named(TransportSettings settings) {
    List<TransportModule> all = new ArrayList<>();
    ServiceLoader.load(TransportModule.class).forEach(all::add);
    return named(settings, all);
  }

  static TransportModule named(TransportSettings settings, List<TransportModule> all) {
    List<String> usable = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    for (TransportModule module : all) {
      if (module.transportName().equals(settings.name())) {
        module.requireAvailable();
        return module;
      }
      String lacks = lacks(module);
      if (lacks.isEmpty()) {
        usable.add(module.transportName());
      } else {
        unusable.add(lacks);
      }
    }
    throw new ConfigurationException(
        settings.describe()
            + " is not on the class path, which has "
            + usable
            + (unusable.isEmpty() ? "" : " (" + String.join("; ", unusable) + ")")
            + "; a jar names its transport in META-INF/services/"
            + TransportModule.class.getName());
  }

  private static String lacks(TransportModule module) {
    try {
      module.requireAvailable();
      return "";
    } catch (ConfigurationException e) {
      return String.join("; ", e.problems());
    }
  }
}
