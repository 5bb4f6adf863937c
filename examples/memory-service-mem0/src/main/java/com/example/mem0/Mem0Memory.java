package com.example.mem0;

import com.google.inject.AbstractModule;
import com.google.inject.util.Modules;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.http.HttpConfig;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.ReadLimits;
import io.soma.memory.ports.driven.WriteEncoder;

/** Soma Memory before mem0: the endpoint and the token of the configuration are mem0's. */
public final class Mem0Memory {

  private Mem0Memory() {}

  /** Starts it. */
  public static SomaMemory start(MemoryConfig config) {
    return SomaMemory.of(
        Engine.start(Modules.override(new MemoryModule(config)).with(new Mem0Module(config))));
  }

  private static final class Mem0Module extends AbstractModule {

    private final HttpConfig http;

    Mem0Module(MemoryConfig config) {
      this.http = config.service().http();
    }

    @Override
    protected void configure() {
      CoordinateScheme scheme = new Mem0Coordinates();
      bind(CoordinateScheme.class).toInstance(scheme);
      bind(WriteEncoder.class).toInstance(new Mem0Encoder(scheme));
      bind(ReadLimits.class).toInstance(ReadLimits.NONE);
      bind(MemoryService.class).toInstance(new Mem0Service(http.endpoint(), http.token()));
    }
  }
}
