package io.soma.memory.gateway.serve;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.AdminSettings;
import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.config.ServePart;
import io.soma.memory.app.config.TlsSettings;
import io.soma.memory.gateway.access.RefusedGuesses;
import io.soma.memory.gateway.access.Tokens;
import io.soma.memory.gateway.access.TokensWatch;
import io.soma.memory.gateway.admin.AdminListener;
import io.soma.memory.gateway.admin.AuditLog;
import io.soma.memory.gateway.admin.EventRoutes;
import io.soma.memory.gateway.admin.OutboxRoutes;
import io.soma.memory.gateway.admin.TenantRoutes;
import io.soma.memory.gateway.memory.MemoryRoutes;
import io.soma.memory.gateway.memory.NewTenants;
import io.soma.memory.gateway.openapi.OpenApiDocument;
import io.soma.memory.gateway.ops.OpsRoutes;
import io.soma.memory.gateway.ops.Readiness;
import io.soma.memory.gateway.ops.ServiceRoutes;
import io.soma.memory.gateway.server.HttpListener;
import io.soma.memory.gateway.server.ListenerConfig;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.gateway.server.Routes;
import io.soma.memory.gateway.server.RoutingErrors;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.DelayedTasks;
import io.soma.memory.supervision.Logs;
import io.soma.memory.supervision.Supervisor;
import io.soma.memory.supervision.WallClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The running service, with its listeners. */
public final class Serve implements AutoCloseable {

  private static final Logger LOG = Logs.of(Serve.class);
  private static final int OPS_CONNECTIONS = 64;

  private final ServeConfig config;
  private final SomaMemory soma;
  private final Supervisor supervisor;
  private final DelayedTasks delays;
  private final RefusedGuesses guesses;
  private final Readiness readiness = new Readiness();
  private @Nullable HttpListener gateway;
  private @Nullable HttpListener ops;
  private @Nullable AdminListener admin;
  private Optional<MetricsOffer> offer = Optional.empty();

  private Serve(ServeConfig config, SomaMemory soma) {
    this.config = config;
    this.soma = soma;
    this.supervisor = soma.supervisor();
    this.delays = supervisor.delays("answer guesses at tokens late");
    this.guesses =
        new RefusedGuesses(
            MonotonicClock.SYSTEM,
            soma.metrics()
                .counter("memory_gateway_refused_tokens_total", "Requests with an unknown token"),
            delays::after);
  }

  /** Serves with an engine that is running, and is closed with this. */
  public static Serve start(ServeConfig config, SomaMemory soma) {
    Serve serve = new Serve(config, soma);
    try {
      serve.listen();
      return serve;
    } catch (RuntimeException | Error e) {
      serve.close();
      throw e;
    }
  }

  /** The gateway's port; 0 where it does not run here. */
  public int gatewayPort() {
    return gateway == null ? 0 : gateway.port();
  }

  /** The port of health and metrics. */
  public int opsPort() {
    return ops == null ? 0 : ops.port();
  }

  /** The administrators' port; 0 where they have no token. */
  public int adminPort() {
    return admin == null ? 0 : admin.port();
  }

  /** The routes at the gateway's port, such as {@code GET /memories/*}. */
  public List<String> gatewayRoutes() {
    return gateway == null ? List.of() : gateway.routes();
  }

  /** The routes at the administrators' port. */
  public List<String> adminRoutes() {
    return admin == null ? List.of() : admin.routes();
  }

  /** Says at /readyz that no more requests should come; they are still taken. */
  public void drain() {
    readiness.drain();
  }

  /** Refuses new requests, completes those in progress, releases leases, ends. */
  @Override
  public void close() {
    drain();
    awaitNotice();
    if (gateway != null) {
      gateway.close();
    }
    if (admin != null) {
      admin.close();
    }
    delays.close();
    offer.ifPresent(MetricsOffer::close);
    soma.close();
    // The last to end, so that the end of the others can be observed.
    if (ops != null) {
      ops.close();
    }
  }

  // A load balancer polls /readyz, and needs this time to notice.
  private void awaitNotice() {
    try {
      new CountDownLatch(1).await(config.drainDelay().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    OpsRoutes health = new OpsRoutes(soma.health(), readiness);
    List<Route> shown = new ArrayList<>(health.ofProcess());
    if (config.runs(ServePart.METRICS) || config.metricsToOpenTelemetry()) {
      ServeMetrics.add(soma.metrics(), soma.health());
    }
    if (config.runs(ServePart.METRICS)) {
      shown.add(OpsRoutes.metrics(soma.metrics()));
    }
    ops =
        listen(
            "soma-ops",
            config.ops().address(),
            "SOMABRAIN_OPS_BIND",
            config.ops().tls(),
            OPS_CONNECTIONS,
            new Routes(shown),
            unused -> {});
    if (config.runs(ServePart.GATEWAY)) {
      Tokens tokens = new Tokens(config.gateway().grants());
      long bodies = Runtime.getRuntime().maxMemory() / 4;
      List<Route> routes =
          new ArrayList<>(
              new MemoryRoutes(
                      soma.client(), tokens, guesses, newTenants(), config.gateway(), bodies)
                  .routes());
      routes.addAll(
          new ServiceRoutes(soma.health(), soma.serviceStatus(), readiness, tokens, guesses)
              .routes());
      routes.add(OpenApiDocument.GATEWAY.route());
      gateway =
          listen(
              "soma-gateway",
              config.gateway().address(),
              "SOMABRAIN_GATEWAY_BIND",
              config.gateway().tls(),
              config.gateway().maxConnections(),
              new Routes(routes, RoutingErrors.AS_THE_SERVICE),
              ServeMetrics.answers(soma.metrics()));
      gateway.everySecond(
          "read the file of tokens", new TokensWatch(config.gateway().tokens(), tokens)::look);
    }
    config.admin().ifPresent(this::openTo);
    if (config.metricsToOpenTelemetry()) {
      offer = MetricsOffer.start(soma.metrics(), supervisor);
    }
    LOG.atInfo()
        .addKeyValue("parts", new TreeSet<>(config.parts()))
        .addKeyValue("gateway", gatewayPort())
        .addKeyValue("ops", opsPort())
        .addKeyValue("admin", adminPort())
        .log("started");
  }

  private NewTenants newTenants() {
    return new NewTenants(
        MonotonicClock.SYSTEM,
        config.gateway().newTenantsPerHour(),
        soma.metrics()
            .counter(
                "memory_gateway_refused_tenants_total",
                "Requests of new tenants over SOMABRAIN_GATEWAY_NEW_TENANTS"));
  }

  private void openTo(AdminSettings administrators) {
    AuditLog audit = new AuditLog(WallClock.create());
    admin =
        AdminListener.start(
            administrators,
            guesses,
            new OutboxRoutes(soma.outbox(), soma.health(), audit),
            new EventRoutes(soma.outbox(), soma.tenants(), soma.health(), audit),
            new TenantRoutes(soma.tenants(), soma.health(), audit),
            audit,
            config.deadline().dividedBy(2),
            supervisor);
  }

  private HttpListener listen(
      String name,
      ListenAddress address,
      String setting,
      Optional<TlsSettings> tls,
      int connections,
      Routes routes,
      IntConsumer answered) {
    Duration half = config.deadline().dividedBy(2);
    return HttpListener.start(
        new ListenerConfig(
            name,
            address,
            setting,
            tls,
            config.gateway().hosts(),
            connections,
            config.gateway().requestTimeout(),
            half),
        routes,
        supervisor,
        answered);
  }
}
