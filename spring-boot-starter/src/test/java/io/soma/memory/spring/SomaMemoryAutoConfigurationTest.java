package io.soma.memory.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.ServiceStatus;
import io.soma.memory.ports.driving.TenantAdministration;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

class SomaMemoryAutoConfigurationTest {

  private static final ScriptableMemoryService SERVICE = ScriptableMemoryService.start();

  private static final String DATABASE = EmbeddedPostgresServer.shared().createDatabase();

  private final ApplicationContextRunner bare =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SomaMemoryAutoConfiguration.class,
                  SomaMemoryHealthAutoConfiguration.class,
                  SomaMemoryMetricsAutoConfiguration.class,
                  SomaMemoryTracingAutoConfiguration.class,
                  SomaMemoryTransactionAutoConfiguration.class));

  private final ApplicationContextRunner configured =
      bare.withPropertyValues(
          "somabrain.memory-http-endpoint=" + SERVICE.baseUrl(),
          "somabrain.memory-http-token=" + SERVICE.token());

  private final ApplicationContextRunner withDataSource =
      configured.withBean(DataSource.class, SomaMemoryAutoConfigurationTest::dataSource);

  private static HikariDataSource dataSource() {
    HikariDataSource dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(DATABASE);
    return dataSource;
  }

  private static Remember write(String key) {
    return Remember.of("orders:acme", key, Map.of("text", "hello"));
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void startsOnTheApplicationsDataSource() {
    withDataSource.run(
        context -> {
          assertThat(context)
              .hasSingleBean(SomaMemory.class)
              .hasSingleBean(HealthReport.class)
              .hasSingleBean(ServiceStatus.class)
              .hasSingleBean(OutboxAdministration.class)
              .hasSingleBean(TenantAdministration.class)
              .hasSingleBean(TransactionalWrites.class)
              .hasSingleBean(TransactionalMemory.class);
          assertThat(context.getBean(MemoryClient.class).remember(write("started")))
              .isInstanceOf(WriteReceipt.Stored.class);
          try (var connection = context.getBean(DataSource.class).getConnection();
              var tables =
                  connection.getMetaData().getTables(null, "soma_memory", "outbox_events", null)) {
            assertThat(tables.next()).isTrue();
          }
        });
  }

  @Test
  void startsOnADatabaseOfItsOwn() {
    configured
        .withPropertyValues(
            "somabrain.postgres-dsn=" + DATABASE,
            "somabrain.postgres-schema=own",
            "somabrain.memory-write-mode=fast_ack")
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(TransactionalMemory.class);
              assertThat(context.getBean(MemoryClient.class).remember(write("own")))
                  .isInstanceOf(WriteReceipt.Queued.class);
            });
  }

  @Test
  void staysAwayWhereItIsTurnedOff() {
    bare.withPropertyValues("somabrain.enabled=false")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBeanNamesForType(Object.class))
                  .noneMatch(name -> name.contains("emory"));
            });
  }

  @Test
  void customizersWinOverProperties() {
    withDataSource
        .withPropertyValues("somabrain.memory-write-mode=sync")
        .withBean(
            SomaMemoryCustomizer.class, () -> builder -> builder.writeMode(WriteMode.FAST_ACK))
        .run(
            context ->
                assertThat(context.getBean(MemoryClient.class).remember(write("customized")))
                    .isInstanceOf(WriteReceipt.Queued.class));
  }

  @Test
  void writesCommitWithTheTransactionOrNotAtAll() {
    withDataSource
        .withPropertyValues("somabrain.memory-health-poll-interval=0")
        .withBean(BackgroundParts.class, () -> new BackgroundParts(false, false, false))
        .run(
            context -> {
              TransactionalMemory memory = context.getBean(TransactionalMemory.class);
              TransactionTemplate transaction =
                  new TransactionTemplate(
                      new DataSourceTransactionManager(context.getBean(DataSource.class)));

              transaction.executeWithoutResult(
                  each -> memory.enqueue(write("committed in a transaction")));
              transaction.executeWithoutResult(
                  each -> {
                    memory.enqueue(write("rolled back in a transaction"));
                    each.setRollbackOnly();
                  });

              try (var connection = context.getBean(DataSource.class).getConnection();
                  var rows =
                      connection
                          .createStatement()
                          .executeQuery(
                              "SELECT count(*) FROM soma_memory.outbox_events"
                                  + " WHERE payload::text LIKE '%in a transaction%'")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
              }
            });
  }

  @Test
  void refusesToJoinNoTransaction() {
    withDataSource.run(
        context ->
            assertThatThrownBy(
                    () -> context.getBean(TransactionalMemory.class).enqueue(write("alone")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@Transactional"));
  }

  @Test
  void takesAProxyForWhatItIsAProxyOf() {
    try (HikariDataSource dataSource = new HikariDataSource()) {
      assertThat(
              HostDataSource.withoutTransactions(new TransactionAwareDataSourceProxy(dataSource)))
          .isSameAs(dataSource);
    }
  }

  @Test
  void showsHealthAsSpringBoot4Does() {
    withDataSource
        .withClassLoader(
            new FilteredClassLoader(org.springframework.boot.actuate.health.HealthIndicator.class))
        .run(
            context -> {
              var health =
                  Objects.requireNonNull(
                      context
                          .getBean(
                              org.springframework.boot.health.contributor.HealthIndicator.class)
                          .health());
              assertThat(health.getStatus().getCode()).isEqualTo("UP");
              assertThat(health.getDetails()).containsEntry("takesWrites", true);
            });
  }

  @Test
  void showsHealthAsSpringBoot35Does() {
    withDataSource
        .withClassLoader(
            new FilteredClassLoader(
                org.springframework.boot.health.contributor.HealthIndicator.class))
        .run(
            context ->
                assertThat(
                        context
                            .getBean(org.springframework.boot.actuate.health.HealthIndicator.class)
                            .health()
                            .getStatus()
                            .getCode())
                    .isEqualTo("UP"));
  }

  @Test
  void showsNoHealthWhereThatIsTurnedOff() {
    withDataSource
        .withPropertyValues("management.health.soma-memory.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("somaMemoryHealthIndicator"));
  }

  @Test
  void showsMetricsOnThePrometheusRegistryIfThereIsOne() {
    PrometheusRegistry registry = new PrometheusRegistry();
    withDataSource
        .withBean(PrometheusRegistry.class, () -> registry)
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              context.getBean(MemoryClient.class).remember(write("scraped"));
              assertThat(registry.scrape("memory_write_latency"::equals)).isNotEmpty();
              assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty();
            });
    assertThat(registry.scrape()).isEmpty();
  }

  @Test
  void countsWithMicrometerOtherwise() {
    withDataSource
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              context.getBean(MemoryClient.class).remember(write("metered"));
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              assertThat(registry.get("memory.write.latency").tag("tenant", "acme").timer().count())
                  .isEqualTo(1);
              assertThat(registry.get("memory.circuit.open").tag("tenant", "acme").gauge().value())
                  .isZero();
            });
  }

  @Test
  void tracesWithTheApplicationsOpenTelemetry() {
    AtomicReference<String> asked = new AtomicReference<>();
    OpenTelemetry openTelemetry =
        new OpenTelemetry() {
          @Override
          public TracerProvider getTracerProvider() {
            return OpenTelemetry.noop().getTracerProvider();
          }

          @Override
          public Tracer getTracer(String name) {
            asked.set(name);
            return OpenTelemetry.super.getTracer(name);
          }

          @Override
          public ContextPropagators getPropagators() {
            return ContextPropagators.noop();
          }
        };
    withDataSource
        .withBean(OpenTelemetry.class, () -> openTelemetry)
        .run(
            context -> {
              assertThat(context).hasSingleBean(Tracing.class);
              assertThat(context.getBean(MemoryClient.class).remember(write("traced")))
                  .isInstanceOf(WriteReceipt.Stored.class);
            });
    assertThat(asked.get()).isEqualTo("io.soma.memory");
  }

  @Test
  void closesWithTheContextAndBeforeTheDataSource() {
    AtomicReference<MemoryClient> client = new AtomicReference<>();
    AtomicReference<Throwable> whenTheDataSourceCloses = new AtomicReference<>();
    configured
        .withBean(
            ClosedLast.class,
            () ->
                new ClosedLast(
                    dataSource(),
                    () ->
                        whenTheDataSourceCloses.set(
                            catchThrowable(
                                () ->
                                    Objects.requireNonNull(client.get()).remember(write("late"))))))
        .run(context -> client.set(context.getBean(MemoryClient.class)));

    assertThat(whenTheDataSourceCloses.get())
        .isInstanceOf(MemoryUnavailableException.class)
        .hasMessageContaining("this client is closed");
  }

  private static final class ClosedLast extends DelegatingDataSource implements AutoCloseable {

    private final HikariDataSource pool;
    private final Runnable onClose;

    ClosedLast(HikariDataSource pool, Runnable onClose) {
      super(pool);
      this.pool = pool;
      this.onClose = onClose;
    }

    @Override
    public void close() {
      onClose.run();
      pool.close();
    }
  }
}
