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
   * @throws ConfigurationException if the class path has none of that name
   */
  public static TransportModule named(TransportSettings settings) {
    String name = settings.name();
    List<String> known = new ArrayList<>();
    for (TransportModule module : ServiceLoader.load(TransportModule.class)) {
      if (module.transportName().equals(name)) {
        module.requireAvailable();
        return module;
      }
      known.add(module.transportName());
    }
    throw new ConfigurationException(
        settings.describe()
            + " is not on the class path, which has "
            + known
            + "; a jar names its transport in META-INF/services/"
            + TransportModule.class.getName());
  }
}
