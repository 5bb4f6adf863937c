package io.soma.memory.app.deployment;

import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.TransportSettings;
import io.soma.memory.app.transport.TransportModule;
import io.soma.memory.app.transport.Transports;
import io.soma.memory.app.usecase.check.Finding;
import io.soma.memory.app.usecase.check.Probe;
import java.util.ArrayList;
import java.util.List;

/** The transport: whether it is there, its settings, and its own checks. */
final class TransportFindings {

  private static final String ITEM = "transport";

  private TransportFindings() {}

  static List<Finding> look(MemoryConfig config) {
    try {
      TransportSettings settings = config.outbox().transport();
      TransportModule transport = Transports.named(settings);
      transport.requireSettings(settings);
      return look(transport.probes(config));
    } catch (ConfigurationException e) {
      return e.problems().stream()
          .map(
              problem ->
                  Finding.red(ITEM, problem, "nothing starts with this; see docs/transports.md"))
          .toList();
    }
  }

  private static List<Finding> look(List<Probe> probes) {
    List<Finding> findings = new ArrayList<>();
    for (Probe probe : probes) {
      findings.add(probe.look());
    }
    return findings;
  }
}
