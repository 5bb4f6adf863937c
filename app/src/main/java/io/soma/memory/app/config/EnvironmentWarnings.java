package io.soma.memory.app.config;

import java.util.List;
import java.util.Map;

/** Says which variables of an environment have no effect, though they look like ours. */
public final class EnvironmentWarnings {

  private EnvironmentWarnings() {}

  /**
   * A sentence for each {@code SOMABRAIN_*} variable that no part of Soma Memory reads, with a
   * suggestion where one is near. Those that Kubernetes sets for a service are left out.
   */
  public static List<String> unknown(Map<String, String> environment) {
    return UnknownVariables.withoutEffect(environment.keySet());
  }
}
