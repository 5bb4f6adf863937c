package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.telemetry.LoggedMemoryService;
import io.soma.memory.http.HttpReadLimits;
import io.soma.memory.http.RetrofitMemoryService;
import io.soma.memory.http.TenantScopedMemoryService;
import io.soma.memory.http.coordinate.NumericCoordinateScheme;
import io.soma.memory.http.write.JsonWriteEncoder;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.ReadLimits;
import io.soma.memory.ports.driven.WriteEncoder;
import io.soma.memory.supervision.CloseStack;
import io.soma.memory.supervision.Supervisor;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The memory service over HTTP. */
final class HttpModule extends AbstractModule {

  @Provides
  @Singleton
  static MemoryService memoryService(
      MemoryConfig config,
      Supervisor supervisor,
      CloseStack closing,
      InstantSource wallClock,
      MonotonicClock clock) {
    RetrofitMemoryService remote =
        closing.with(RetrofitMemoryService.create(config.service().http(), wallClock, supervisor));
    MemoryService service =
        TenantScopedMemoryService.around(remote, config.service().tenancy(), clock);
    return config.service().logCalls() ? new LoggedMemoryService(service, clock) : service;
  }

  @Provides
  @Singleton
  static NumericCoordinateScheme coordinates(MemoryConfig config) {
    return new NumericCoordinateScheme(config.service().tenancy(), config.service().universe());
  }

  @Provides
  @Singleton
  static CoordinateScheme coordinateScheme(NumericCoordinateScheme scheme) {
    return scheme;
  }

  @Provides
  @Singleton
  static WriteEncoder writeEncoder(NumericCoordinateScheme scheme) {
    return new JsonWriteEncoder(scheme);
  }

  @Provides
  @Singleton
  static ReadLimits readLimits() {
    return new HttpReadLimits();
  }
}
