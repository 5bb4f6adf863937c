package io.soma.memory.app.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.ports.driven.MetricFamily;
import io.soma.memory.ports.driven.PoolUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The metrics as a scraper reads them; safe for many threads. */
public final class MetricsPage {

  private final ExpositionFormats formats = ExpositionFormats.init();
  private final PrometheusRegistry registry;

  /** The page of a registry. */
  public MetricsPage(PrometheusRegistry registry) {
    this.registry = registry;
  }

  /**
   * A further counter on this page, of the host program.
   *
   * @param name with {@code _total} at its end; none that is on the page already
   * @return counts one more
   */
  public Runnable counter(String name, String help) {
    Counter counter = Counter.builder().name(name).help(help).withoutExemplars().register(registry);
    return counter::inc;
  }

  /**
   * Counters on this page, one for each value of a label.
   *
   * @param name with {@code _total} at its end; none that is on the page already
   * @param values that are there at zero before the first of them is counted, or an alert on an
   *     increase would miss the first
   * @return counts one more of a value
   */
  public Consumer<String> counters(String name, String help, String label, List<String> values) {
    Counter counter =
        Counter.builder()
            .name(name)
            .help(help)
            .labelNames(label)
            .withoutExemplars()
            .register(registry);
    values.forEach(counter::initLabelValues);
    return value -> counter.labelValues(value).inc();
  }

  /**
   * A figure of this page that is read at each scrape.
   *
   * @param figure left out where it is empty
   */
  public void gauge(String name, String help, Supplier<OptionalDouble> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> figure.get().ifPresent(callback::call))
        .register(registry);
  }

  /**
   * Pools of connections, each under its name.
   *
   * @param usage read at each scrape
   * @param instance is a label of each figure; null for none
   */
  public void pools(Supplier<List<PoolUsage>> usage, @Nullable String instance) {
    pools("in_use", "Connections that calls hold", PoolUsage::inUse, usage, instance);
    pools("idle", "Open connections that no call holds", PoolUsage::idle, usage, instance);
    pools("waiting", "Calls that wait for a connection", PoolUsage::waiting, usage, instance);
    pools("limit", "The most connections that are opened", PoolUsage::limit, usage, instance);
  }

  private void pools(
      String what,
      String help,
      ToIntFunction<PoolUsage> figure,
      Supplier<List<PoolUsage>> usage,
      @Nullable String instance) {
    GaugeWithCallback.builder()
        .name("memory_postgres_connections_" + what)
        .help(help)
        .labelNames("pool")
        .constLabels(SharedMetrics.labels(instance))
        .callback(
            callback ->
                usage.get().forEach(pool -> callback.call(figure.applyAsInt(pool), pool.pool())))
        .register(registry);
  }

  /** This program's version and its Java, and the figures of the process and its JVM. */
  public void process() {
    Info.builder()
        .name("memory_build_info")
        .help("The version, and the Java that runs it")
        .labelNames("version", "java")
        .register(registry)
        .addLabelValues(BuildInfo.version(), Runtime.version().toString());
    JvmMetrics.builder().register(registry);
  }

  /**
   * The present metrics.
   *
   * @param accept the scraper's Accept header: OpenMetrics where it asks for it, else Prometheus
   */
  public Scrape scrape(String accept) {
    // Only the text formats: the library's third format needs protobuf, which is no dependency
    // here.
    ExpositionFormatWriter openMetrics = formats.getOpenMetricsTextFormatWriter();
    ExpositionFormatWriter writer =
        openMetrics.accepts(accept) ? openMetrics : formats.getPrometheusTextFormatWriter();
    ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
    try {
      writer.write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written to", e);
    }
    return new Scrape(writer.getContentType(), text.toString(StandardCharsets.UTF_8));
  }

  /** The present metrics one by one, for other systems than a scraper; without those of Java. */
  public List<MetricFamily> families() {
    return MetricFamilies.of(registry.scrape());
  }

  /** One reading of all metrics. */
  public record Scrape(String contentType, String text) {}
}
