package io.soma.memory.app.config;

import io.soma.memory.domain.Quoted;
import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.breaker.BreakerPolicy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.tenant.TenantPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tenants with policies of their own: a properties file of lines {@code tenant.setting=value}, such
 * as {@code acme.write_mode=fast_ack}. A tenant inherits the settings that it does not set.
 */
final class TenantsFile {

  private static final List<String> SETTINGS =
      List.of("failure_threshold", "reset_interval", "max_in_flight", "write_mode");

  private final EnvironmentReader problems;
  private final TenantPolicy common;
  private final Map<String, Integer> numbers;
  private final Map<TenantId, TenantPolicy> policies = new HashMap<>();

  private TenantsFile(
      EnvironmentReader problems, TenantPolicy common, Map<String, Integer> numbers) {
    this.problems = problems;
    this.common = common;
    this.numbers = numbers;
  }

  /**
   * The policies of a file's lines; their problems are added to the reader's.
   *
   * @param numbers of the lines, by their names, where they are known
   */
  static Map<TenantId, TenantPolicy> parse(
      Map<String, String> lines,
      Map<String, Integer> numbers,
      TenantPolicy common,
      EnvironmentReader problems) {
    TenantsFile file = new TenantsFile(problems, common, numbers);
    // In the order of their names, so that problems come in an order that a person can follow.
    new TreeMap<>(lines).forEach(file::line);
    return file.policies;
  }

  private void line(String name, String value) {
    int dot = name.lastIndexOf('.');
    if (dot < 1) {
      problem(name, "is not of the form tenant.setting");
      return;
    }
    try {
      TenantId tenant = new TenantId(name.substring(0, dot));
      TenantPolicy before = policies.getOrDefault(tenant, common);
      policies.put(tenant, with(before, name.substring(dot + 1), value.strip(), name));
    } catch (SomaMemoryException e) {
      problem(name, String.valueOf(e.getMessage()));
    }
  }

  private TenantPolicy with(TenantPolicy policy, String setting, String value, String name) {
    BreakerPolicy breaker = policy.breaker();
    return switch (setting) {
      case "failure_threshold" ->
          policy.withBreaker(
              breaker.withFailureThreshold(
                  value(Setting.FAILURE_THRESHOLD, value, name, breaker.failureThreshold())));
      case "reset_interval" ->
          policy.withBreaker(
              breaker.withResetInterval(
                  value(Setting.RESET_INTERVAL, value, name, breaker.resetInterval())));
      case "max_in_flight" ->
          policy.withMaxInFlight(value(Setting.MAX_IN_FLIGHT, value, name, policy.maxInFlight()));
      case "write_mode" ->
          policy.withWriteMode(value(Setting.WRITE_MODE, value, name, policy.writeMode()));
      default -> {
        problem(name, Quoted.of(setting) + " is not one of " + String.join(", ", SETTINGS));
        yield policy;
      }
    };
  }

  private <T> T value(Setting<T> setting, String text, String name, T stand) {
    try {
      return setting.parser().apply(text);
    } catch (RuntimeException e) {
      problem(name, Quoted.of(text) + " is not " + setting.allowed());
      return stand;
    }
  }

  private void problem(String line, String what) {
    Integer number = numbers.get(line);
    problems.problem(
        Variable.TENANTS_FILE.key()
            + ", line "
            + (number == null ? "" : number + ", ")
            + Quoted.of(line)
            + ": "
            + what);
  }
}
