package io.soma.memory.app.deployment;

import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.usecase.check.CapabilityProbe;
import io.soma.memory.app.usecase.check.EndpointProbe;
import io.soma.memory.app.usecase.check.EndpointRoad;
import io.soma.memory.app.usecase.check.Finding;
import io.soma.memory.app.usecase.check.PollIntervalProbe;
import io.soma.memory.app.usecase.check.TenancyProbe;
import io.soma.memory.app.usecase.check.TenancySettings;
import io.soma.memory.app.usecase.check.ThresholdProbe;
import io.soma.memory.app.usecase.check.TokenProbe;
import io.soma.memory.app.usecase.client.DeliveryFactory;
import io.soma.memory.domain.breaker.BreakerPolicy;
import io.soma.memory.http.RetrofitMemoryService;
import io.soma.memory.http.coordinate.NumericCoordinateScheme;
import io.soma.memory.http.write.JsonWriteEncoder;
import io.soma.memory.supervision.WallClock;
import java.util.ArrayList;
import java.util.List;

/** The checks that operators run before a start. Safe for many threads. */
public final class Deployment {

  private final MemoryConfig config;

  /** The deployment that the configuration names. */
  public Deployment(MemoryConfig config) {
    this.config = config;
  }

  /** Goes through the checklist, in the order in which a person would mend it. */
  public List<Finding> check() {
    return check(false);
  }

  /**
   * The same.
   *
   * @param probes whether to run the checks that need a test write; it is removed again
   */
  public List<Finding> check(boolean probes) {
    try (RetrofitMemoryService service = RetrofitMemoryService.create(config.service().http())) {
      BreakerPolicy breaker = config.policies().common().breaker();
      NumericCoordinateScheme scheme =
          new NumericCoordinateScheme(config.service().tenancy(), config.service().universe());
      List<Finding> findings = new ArrayList<>();
      findings.add(
          new EndpointProbe(config.service().http().endpoint().toString(), service).look());
      findings.addAll(EndpointRoad.look(config.service().http().endpoint()));
      findings.add(new TokenProbe(service, scheme).look());
      findings.add(new CapabilityProbe(service.capabilities()).look());
      findings.add(new TenancySettings(config.service().tenancy()).look());
      if (probes) {
        DeliveryFactory deliveries =
            new DeliveryFactory(new JsonWriteEncoder(scheme), WallClock.create());
        findings.add(new TenancyProbe(service, config.service().tenancy(), deliveries).run());
      }
      findings.addAll(new SchemaProbe(config.outbox().postgres(), scheme.rules()).look());
      findings.addAll(TransportFindings.look(config));
      findings.add(new ThresholdProbe(breaker, config.service().calls().timeout()).look());
      findings.add(
          new PollIntervalProbe(config.service().healthPollInterval(), breaker.resetInterval())
              .look());
      return findings;
    }
  }
}
