package io.soma.memory.app.config;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The variables that Kubernetes gives each container for each service of its namespace: {@code
 * X_SERVICE_HOST}, {@code X_PORT} and more, where {@code X} is the service's name. A service called
 * {@code somabrain-postgres} gives names that are nearly ours.
 *
 * @param services the names of services, as variables begin with them
 */
record ServiceLinks(Set<String> services) {

  private static final String HOST = "_SERVICE_HOST";

  /** The links among these variables. */
  static ServiceLinks in(Collection<String> names) {
    return new ServiceLinks(
        names.stream()
            .filter(name -> name.endsWith(HOST))
            .map(name -> name.substring(0, name.length() - HOST.length()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether this variable is one of them. */
  boolean has(String name) {
    return services.stream()
        .anyMatch(
            service ->
                name.startsWith(service + "_SERVICE_")
                    || name.equals(service + "_PORT")
                    || name.startsWith(service + "_PORT_"));
  }
}
