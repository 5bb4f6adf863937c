package io.soma.memory.benchmarks.replay;

import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.peer.PlainConsumer;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.benchmarks.stage.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import org.apache.kafka.common.TopicPartition;

/** A plain consumer for each tenant, side by side. */
final class PlainConsumers implements AutoCloseable {

  private final List<TopicPartition> partitions;
  private final List<PlainConsumer> consumers = new ArrayList<>();
  private final ExecutorService threads;
  private final OkHttpClient http;

  PlainConsumers(BenchmarkServers stage, Topics topics, MemoryServiceProcess service) {
    partitions = topics.partitions();
    http = PlainConsumer.client(partitions.size());
    threads = Executors.newFixedThreadPool(partitions.size());
    for (TopicPartition each : partitions) {
      String tenant = each.topic().substring(Tenants.TOPIC_PREFIX.length());
      consumers.add(new PlainConsumer(stage.brokers(), each, tenant, service.baseUrl(), http));
    }
  }

  /**
   * Delivers the last so many records of each tenant before the ends, and returns when all are
   * confirmed and committed.
   */
  void deliver(Map<TopicPartition, Long> ends, long ofEach)
      throws InterruptedException, ExecutionException {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < consumers.size(); i++) {
      PlainConsumer consumer = consumers.get(i);
      long first = ends.getOrDefault(partitions.get(i), ofEach) - ofEach;
      running.add(threads.submit(() -> consumer.deliver(first, ofEach)));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    consumers.forEach(PlainConsumer::close);
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
