package com.example.orders;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.telemetry.SharedMetrics;
import io.soma.memory.app.wiring.EmbeddedMemoryModule;
import io.soma.memory.app.wiring.Engine;
import java.net.URI;

/** Starts with: OrdersProgram ENDPOINT TOKEN DSN. */
public class OrdersProgram implements AutoCloseable {

  private final Injector injector;

  OrdersProgram(URI endpoint, String token, String dsn, PrometheusRegistry metrics) {
    MemoryConfig config =
        MemoryConfig.builder()
            .endpoint(endpoint)
            .token(token)
            .postgres(dsn)
            .metrics(SharedMetrics.on(metrics))
            .build();
    this.injector = Guice.createInjector(new EmbeddedMemoryModule(config));
  }

  public static void main(String[] arguments) {
    PrometheusRegistry metrics = PrometheusRegistry.defaultRegistry;
    try (OrdersProgram program =
        new OrdersProgram(URI.create(arguments[0]), arguments[1], arguments[2], metrics)) {
      System.out.println(program.orders().place("acme", "order-1"));
    }
  }

  Orders orders() {
    return injector.getInstance(Orders.class);
  }

  @Override
  public void close() {
    injector.getInstance(Engine.class).close();
  }
}
